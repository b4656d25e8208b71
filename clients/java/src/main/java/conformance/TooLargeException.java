package conformance;

import java.io.IOException;

/** The response is larger than the caller allows. */
final class TooLargeException extends IOException {
    private static final long serialVersionUID = 1L;

    TooLargeException(String message) {
        super(message);
    }
}
