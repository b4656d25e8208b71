package conformance;

import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Replaces credentials and signatures with asterisks in whatever leaves this program. */
final class Secrets {
    private static final Pattern SIGNATURE = Pattern.compile("Signature=([0-9a-f]+)");

    /** The longest first: one may be a part of another. */
    private final Set<String> values =
            new ConcurrentSkipListSet<>(
                    Comparator.comparingInt(String::length).reversed().thenComparing(Comparator.naturalOrder()));

    Secrets(Protocol.Credentials keys) {
        if (keys != null) {
            add(keys.accessKeyId());
            add(keys.secretAccessKey());
            add(keys.sessionToken());
        }
    }

    void learn(String authorization) {
        add(authorization);
        Matcher signature = SIGNATURE.matcher(authorization);
        if (signature.find()) {
            add(signature.group(1));
        }
    }

    private void add(String value) {
        if (value != null && !value.isEmpty()) {
            values.add(value);
        }
    }

    String mask(String text) {
        if (text == null) {
            return null;
        }
        String masked = text;
        for (String value : values) {
            masked = masked.replace(value, "*".repeat(value.length()));
        }
        return masked;
    }

    byte[] mask(byte[] bytes) {
        return mask(new String(bytes, StandardCharsets.ISO_8859_1)).getBytes(StandardCharsets.ISO_8859_1);
    }
}
