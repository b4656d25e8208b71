package conformance;

import java.util.List;
import java.util.Map;

/** The messages of docs/clients.md. */
final class Protocol {
    private Protocol() {}

    /** One call, as the suite asks for it. */
    record Call(
            String endpoint,
            String region,
            Credentials credentials,
            String caFile,
            String proxy,
            Map<String, String> input,
            Map<String, String> headers,
            long limitBytes,
            long timeoutMs) {}

    /** Keys that sign the request. */
    record Credentials(String accessKeyId, String secretAccessKey, String sessionToken) {}

    /** What the SDK hands to its HTTP client. */
    record Request(String method, String url, List<List<String>> headers) {}

    /** What came back, below the SDK. */
    record Response(int status, List<List<String>> headers, double afterMs) {}

    /** What became of a call: output or error. */
    record Done(Output output, Failure error, Body body, double afterMs) {}

    /** The members that the SDK returned. */
    record Output(String assetName, String packageVersion, String packageVersionRevision, Digest asset) {}

    /** Stands for a body. */
    record Digest(long size, String sha256) {}

    /** A digest and the beginning of the body in base64. */
    record Body(long size, String sha256, String head, boolean complete) {}

    /** The error that the SDK threw. The component {@code type} is `class` in the protocol. */
    record Failure(
            @com.fasterxml.jackson.annotation.JsonProperty("class") String type,
            boolean modelled,
            Boolean refused,
            String failure,
            String code,
            String message,
            Integer status,
            Integer retryAfterSeconds,
            String resourceId,
            String resourceType,
            String reason) {}
}
