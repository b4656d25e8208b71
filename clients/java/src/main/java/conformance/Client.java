package conformance;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import javax.net.ssl.TrustManagerFactory;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.defaultsmode.DefaultsMode;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.http.apache.ProxyConfiguration;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.codeartifact.CodeartifactClient;
import software.amazon.awssdk.services.codeartifact.model.GetPackageVersionAssetRequest;
import software.amazon.awssdk.services.codeartifact.model.GetPackageVersionAssetResponse;

/** Makes a call with a client of its own, which reads neither the environment nor a configuration file. */
final class Client {
    private static final int CHUNK_BYTES = 64 * 1024;
    /** The SDK takes the body of an error that it gives up on for an empty one: Wire gives up before it. */
    private static final Duration GRACE = Duration.ofSeconds(1);

    private Client() {}

    static Protocol.Output get(Protocol.Call call, Wire wire) throws IOException, GeneralSecurityException {
        try (SdkHttpClient http = httpClient(call);
                CodeartifactClient client = client(call, http, wire);
                ResponseInputStream<GetPackageVersionAssetResponse> stream =
                        client.getPackageVersionAsset(request(call.input()))) {
            Protocol.Digest asset = digest(stream);
            Secrets secrets = wire.secrets();
            GetPackageVersionAssetResponse response = stream.response();
            return new Protocol.Output(
                    secrets.mask(response.assetName()),
                    secrets.mask(response.packageVersion()),
                    secrets.mask(response.packageVersionRevision()),
                    asset);
        }
    }

    private static CodeartifactClient client(Protocol.Call call, SdkHttpClient http, Wire wire) {
        ProfileFile noProfiles = ProfileFile.aggregator().build();
        ClientOverrideConfiguration.Builder override =
                ClientOverrideConfiguration.builder()
                        .addExecutionInterceptor(wire)
                        .retryStrategy(DefaultRetryStrategy.doNotRetry())
                        .defaultProfileFile(noProfiles)
                        .apiCallTimeout(Duration.ofMillis(call.timeoutMs()).plus(GRACE));
        call.headers().forEach(override::putHeader);
        return CodeartifactClient.builder()
                .endpointOverride(URI.create(call.endpoint()))
                .region(Region.of(call.region()))
                .credentialsProvider(credentials(call.credentials()))
                .defaultsMode(DefaultsMode.STANDARD)
                .fipsEnabled(false)
                .dualstackEnabled(false)
                .httpClient(http)
                .overrideConfiguration(override.build())
                .build();
    }

    private static AwsCredentialsProvider credentials(Protocol.Credentials keys) {
        if (keys == null) {
            return AnonymousCredentialsProvider.create();
        }
        if (keys.sessionToken() == null) {
            return StaticCredentialsProvider.create(
                    AwsBasicCredentials.create(keys.accessKeyId(), keys.secretAccessKey()));
        }
        return StaticCredentialsProvider.create(
                AwsSessionCredentials.create(
                        keys.accessKeyId(), keys.secretAccessKey(), keys.sessionToken()));
    }

    private static SdkHttpClient httpClient(Protocol.Call call) throws IOException, GeneralSecurityException {
        Duration timeout = Duration.ofMillis(call.timeoutMs());
        ProxyConfiguration.Builder proxy =
                ProxyConfiguration.builder()
                        .useSystemPropertyValues(false)
                        .useEnvironmentVariableValues(false);
        if (call.proxy() != null) {
            URI address = URI.create(call.proxy());
            proxy.endpoint(URI.create(address.getScheme() + "://" + address.getHost() + ":" + portOf(address)));
            if (address.getUserInfo() != null) {
                String[] user = address.getUserInfo().split(":", 2);
                proxy.username(user[0]).password(user.length > 1 ? user[1] : "");
            }
        }
        ApacheHttpClient.Builder http =
                ApacheHttpClient.builder()
                        .connectionTimeout(timeout)
                        .socketTimeout(timeout)
                        .proxyConfiguration(proxy.nonProxyHosts(Set.of()).build());
        if (call.caFile() != null) {
            TrustManagerFactory trust = trust(Path.of(call.caFile()));
            http.tlsTrustManagersProvider(trust::getTrustManagers);
        }
        return http.build();
    }

    private static int portOf(URI address) {
        if (address.getPort() != -1) {
            return address.getPort();
        }
        return address.getScheme().equals("https") ? 443 : 80;
    }

    private static TrustManagerFactory trust(Path file) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        try (InputStream pem = Files.newInputStream(file)) {
            int index = 0;
            for (Certificate each : CertificateFactory.getInstance("X.509").generateCertificates(pem)) {
                store.setCertificateEntry("ca-" + index++, each);
            }
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        return trust;
    }

    private static GetPackageVersionAssetRequest request(Map<String, String> input) {
        return GetPackageVersionAssetRequest.builder()
                .domain(input.get("domain"))
                .domainOwner(input.get("domainOwner"))
                .repository(input.get("repository"))
                .format(input.get("format"))
                .namespace(input.get("namespace"))
                .packageValue(input.get("package"))
                .packageVersion(input.get("packageVersion"))
                .packageVersionRevision(input.get("packageVersionRevision"))
                .asset(input.get("asset"))
                .build();
    }

    private static Protocol.Digest digest(InputStream stream) throws IOException {
        Body asset = new Body(0);
        byte[] buffer = new byte[CHUNK_BYTES];
        for (int count = stream.read(buffer); count != -1; count = stream.read(buffer)) {
            asset.update(buffer, 0, count);
        }
        return asset.digest();
    }
}
