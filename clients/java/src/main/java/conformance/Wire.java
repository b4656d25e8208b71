package conformance;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.Abortable;
import software.amazon.awssdk.http.SdkHttpHeaders;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.SdkHttpResponse;

/** Tells what the SDK hands to its HTTP client, and what comes back. */
final class Wire implements ExecutionInterceptor {
    private static final int ERROR_HEAD_BYTES = 256 * 1024;
    private static final int ASSET_HEAD_BYTES = 1024;

    private static final ScheduledExecutorService CLOCK =
            Executors.newSingleThreadScheduledExecutor(
                    task -> {
                        Thread thread = new Thread(task, "clock");
                        thread.setDaemon(true);
                        return thread;
                    });

    private final Protocol.Call call;
    private final Consumer<Map<String, ?>> tell;
    private final Secrets secrets;
    private volatile long began = System.nanoTime();
    private volatile Body body;
    private volatile IOException givenUp;

    Wire(Protocol.Call call, Consumer<Map<String, ?>> tell) {
        this.call = call;
        this.tell = tell;
        this.secrets = new Secrets(call.credentials());
    }

    Secrets secrets() {
        return secrets;
    }

    double elapsed() {
        return Math.round((System.nanoTime() - began) / 1e4) / 100.0;
    }

    /** Why the response was broken off here, if it was: the SDK may have made something else of that. */
    Optional<IOException> givenUp() {
        return Optional.ofNullable(givenUp);
    }

    Protocol.Body body() {
        return body == null ? null : body.record(secrets);
    }

    @Override
    public void beforeTransmission(Context.BeforeTransmission context, ExecutionAttributes attributes) {
        SdkHttpRequest request = context.httpRequest();
        began = System.nanoTime();
        request.firstMatchingHeader("Authorization").ifPresent(secrets::learn);
        tell.accept(
                Map.of(
                        "sent",
                        new Protocol.Request(
                                request.method().name(), request.getUri().toASCIIString(), fields(request))));
    }

    @Override
    public Optional<InputStream> modifyHttpResponseContent(
            Context.ModifyHttpResponse context, ExecutionAttributes attributes) {
        SdkHttpResponse response = context.httpResponse();
        tell.accept(
                Map.of(
                        "received",
                        new Protocol.Response(response.statusCode(), fields(response), elapsed())));
        body = new Body(response.statusCode() >= 300 ? ERROR_HEAD_BYTES : ASSET_HEAD_BYTES);
        return context.responseBody().map(content -> new Passage(content));
    }

    private List<List<String>> fields(SdkHttpHeaders message) {
        return message.headers().entrySet().stream()
                .flatMap(
                        field ->
                                field.getValue().stream()
                                        .map(value -> List.of(field.getKey(), secrets.mask(value))))
                .toList();
    }

    /** Lets a body through and hashes it, until it is too large or too late: the SDK sees to neither. */
    private final class Passage extends FilterInputStream {
        private final Future<?> deadline;

        Passage(InputStream in) {
            super(in);
            long left = Math.max(0, call.timeoutMs() - Math.round(elapsed()));
            deadline =
                    CLOCK.schedule(
                            () -> giveUp(new SocketTimeoutException("The response did not end in time")),
                            left,
                            TimeUnit.MILLISECONDS);
        }

        private IOException giveUp(IOException why) {
            givenUp = why;
            // To close it would be to read it to its end.
            if (in instanceof Abortable connection) {
                connection.abort();
            }
            return why;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) == -1 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int count = in.read(buffer, offset, length);
            if (count > 0) {
                body.update(buffer, offset, count);
                if (body.size() > call.limitBytes()) {
                    throw giveUp(new TooLargeException("The response is larger than " + call.limitBytes() + " bytes"));
                }
            }
            if (count == -1) {
                deadline.cancel(false);
            }
            return count;
        }

        @Override
        public void close() throws IOException {
            deadline.cancel(false);
            super.close();
        }

        @Override
        public boolean markSupported() {
            return false;
        }
    }
}
