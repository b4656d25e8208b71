package conformance;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.SdkHttpHeaders;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.SdkHttpResponse;

/** Tells what the SDK hands to its HTTP client, and what comes back. */
final class Wire implements ExecutionInterceptor {
    private static final int ERROR_HEAD_BYTES = 256 * 1024;
    private static final int ASSET_HEAD_BYTES = 1024;

    private final Consumer<Map<String, ?>> tell;
    private final Secrets secrets;
    private volatile long began = System.nanoTime();
    private volatile Body body;

    Wire(Protocol.Call call, Consumer<Map<String, ?>> tell) {
        this.tell = tell;
        this.secrets = new Secrets(call.credentials());
    }

    Secrets secrets() {
        return secrets;
    }

    double elapsed() {
        return Math.round((System.nanoTime() - began) / 1e4) / 100.0;
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
        Body recorded = new Body(response.statusCode() >= 300 ? ERROR_HEAD_BYTES : ASSET_HEAD_BYTES);
        body = recorded;
        return context.responseBody().map(content -> new Passage(content, recorded));
    }

    private List<List<String>> fields(SdkHttpHeaders message) {
        return message.headers().entrySet().stream()
                .flatMap(
                        field ->
                                field.getValue().stream()
                                        .map(value -> List.of(field.getKey(), secrets.mask(value))))
                .toList();
    }

    /** Lets a body through and hashes it. */
    private static final class Passage extends FilterInputStream {
        private final Body body;

        Passage(InputStream in, Body body) {
            super(in);
            this.body = body;
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
            }
            return count;
        }

        @Override
        public boolean markSupported() {
            return false;
        }
    }
}
