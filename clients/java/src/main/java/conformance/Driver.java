package conformance;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import software.amazon.awssdk.core.util.VersionInfo;

/** Driver for the AWS SDK for Java v2. Speaks the protocol of docs/clients.md on standard input and output. */
public final class Driver {
    private static final String NAME = "software.amazon.awssdk:codeartifact";
    private static final ObjectMapper JSON =
            new ObjectMapper()
                    .configure(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, false)
                    .setDefaultPropertyInclusion(JsonInclude.Include.NON_NULL);
    private static final PrintStream OUT = new PrintStream(System.out, true, StandardCharsets.UTF_8);

    private Driver() {}

    /** A line that asks for a call. */
    record Line(int id, Protocol.Call call) {}

    public static void main(String[] arguments) throws IOException {
        say(Map.of("ready", Map.of("name", NAME, "version", VersionInfo.SDK_VERSION)));
        ExecutorService calls = Executors.newCachedThreadPool();
        BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String text = lines.readLine(); text != null; text = lines.readLine()) {
            Line line = JSON.readValue(text, Line.class);
            calls.execute(() -> carryOut(line.id(), line.call()));
        }
        System.exit(0); // Standard input has ended: nobody waits for the calls that are under way.
    }

    private static void carryOut(int id, Protocol.Call call) {
        Wire wire = new Wire(call, event -> say(id, event));
        Protocol.Output output = null;
        Protocol.Failure failure = null;
        try {
            output = Client.get(call, wire);
        } catch (Exception | LinkageError error) {
            failure = Failures.describe(error, wire.secrets());
        }
        if (wire.givenUp().isPresent()) {
            output = null;
            failure = Failures.describe(wire.givenUp().get(), wire.secrets());
        }
        say(id, Map.of("done", new Protocol.Done(output, failure, wire.body(), wire.elapsed())));
    }

    private static void say(int id, Map<String, ?> event) {
        event.forEach((name, value) -> say(Map.of("id", id, name, value)));
    }

    private static synchronized void say(Map<String, ?> line) {
        try {
            OUT.print(JSON.writeValueAsString(line) + "\n");
            OUT.flush();
        } catch (IOException error) {
            throw new IllegalStateException(error);
        }
    }
}
