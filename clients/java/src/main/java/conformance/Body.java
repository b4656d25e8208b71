package conformance;

import java.io.ByteArrayOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;

/** Hashes a body as it streams by and keeps only its beginning. */
final class Body {
    private final MessageDigest hash;
    private final ByteArrayOutputStream head = new ByteArrayOutputStream();
    private final int headBytes;
    private long size;

    Body(int headBytes) {
        this.headBytes = headBytes;
        try {
            hash = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException error) {
            throw new IllegalStateException(error);
        }
    }

    synchronized void update(byte[] bytes, int offset, int count) {
        hash.update(bytes, offset, count);
        head.write(bytes, offset, Math.min(count, headBytes - head.size()));
        size += count;
    }

    synchronized long size() {
        return size;
    }

    synchronized Protocol.Digest digest() {
        try {
            MessageDigest soFar = (MessageDigest) hash.clone();
            return new Protocol.Digest(size, HexFormat.of().formatHex(soFar.digest()));
        } catch (CloneNotSupportedException error) {
            throw new IllegalStateException(error);
        }
    }

    synchronized Protocol.Body record(Secrets secrets) {
        Protocol.Digest digest = digest();
        String masked = Base64.getEncoder().encodeToString(secrets.mask(head.toByteArray()));
        return new Protocol.Body(digest.size(), digest.sha256(), masked, head.size() == size);
    }
}
