package conformance;

import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.net.ssl.SSLException;
import org.apache.http.ConnectionClosedException;
import org.apache.http.NoHttpResponseException;
import org.apache.http.ProtocolException;
import org.apache.http.TruncatedChunkException;
import org.apache.http.conn.ConnectTimeoutException;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.services.codeartifact.model.CodeartifactException;
import software.amazon.awssdk.services.codeartifact.model.ConflictException;
import software.amazon.awssdk.services.codeartifact.model.ResourceNotFoundException;
import software.amazon.awssdk.services.codeartifact.model.ThrottlingException;
import software.amazon.awssdk.services.codeartifact.model.ValidationException;

/** What the SDK made of a call that failed. */
final class Failures {
    /** What keeps the SDK from a response, in the words of the protocol; the first that fits. */
    private static final Map<Class<? extends Throwable>, String> KINDS = kinds();

    private Failures() {}

    static Protocol.Failure describe(Throwable error, Secrets secrets) {
        if (error instanceof AwsServiceException service) {
            return describe(service, secrets);
        }
        return new Protocol.Failure(
                error.getClass().getSimpleName(),
                false,
                null,
                kind(error),
                null,
                secrets.mask(String.valueOf(error.getMessage())),
                null,
                null,
                null,
                null,
                null);
    }

    private static Protocol.Failure describe(AwsServiceException error, Secrets secrets) {
        Integer retryAfterSeconds = null;
        String resourceId = null;
        String resourceType = null;
        String reason = null;
        if (error instanceof ConflictException conflict) {
            resourceId = conflict.resourceId();
            resourceType = conflict.resourceTypeAsString();
        } else if (error instanceof ResourceNotFoundException notFound) {
            resourceId = notFound.resourceId();
            resourceType = notFound.resourceTypeAsString();
        } else if (error instanceof ThrottlingException throttling) {
            retryAfterSeconds = throttling.retryAfterSeconds();
        } else if (error instanceof ValidationException validation) {
            reason = validation.reasonAsString();
        }
        boolean modelled = error instanceof CodeartifactException && error.getClass() != CodeartifactException.class;
        return new Protocol.Failure(
                error.getClass().getSimpleName(),
                modelled,
                null,
                null,
                secrets.mask(error.awsErrorDetails() == null ? null : error.awsErrorDetails().errorCode()),
                secrets.mask(String.valueOf(error.getMessage())),
                error.statusCode(),
                retryAfterSeconds,
                secrets.mask(resourceId),
                secrets.mask(resourceType),
                secrets.mask(reason));
    }

    private static String kind(Throwable error) {
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            Throwable each = cause;
            for (Map.Entry<Class<? extends Throwable>, String> entry : KINDS.entrySet()) {
                if (entry.getKey().isInstance(each)) {
                    return entry.getValue();
                }
            }
        }
        return null;
    }

    private static Map<Class<? extends Throwable>, String> kinds() {
        Map<Class<? extends Throwable>, String> kinds = new LinkedHashMap<>();
        kinds.put(TooLargeException.class, "too-large");
        kinds.put(SSLException.class, "tls");
        kinds.put(ConnectTimeoutException.class, "unreachable");
        kinds.put(ConnectException.class, "unreachable");
        kinds.put(NoRouteToHostException.class, "unreachable");
        kinds.put(UnknownHostException.class, "unreachable");
        kinds.put(SocketTimeoutException.class, "timeout");
        kinds.put(ApiCallTimeoutException.class, "timeout");
        kinds.put(NoHttpResponseException.class, "closed");
        kinds.put(ConnectionClosedException.class, "closed");
        kinds.put(TruncatedChunkException.class, "closed");
        kinds.put(SocketException.class, "closed");
        kinds.put(ProtocolException.class, "invalid");
        return kinds;
    }
}
