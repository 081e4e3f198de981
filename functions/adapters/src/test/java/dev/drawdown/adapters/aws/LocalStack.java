package dev.drawdown.adapters.aws;

import dev.drawdown.adapters.dynamodb.Skipped;
import java.net.URI;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.localstack.LocalStackContainer;
import org.testcontainers.utility.DockerImageName;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.regions.Region;

/// LocalStack in its own container, and clients of its services.
public final class LocalStack implements AutoCloseable {
  /// The last tag that runs without an account.
  private static final DockerImageName IMAGE =
      DockerImageName.parse("localstack/localstack:4.14.0");

  private final LocalStackContainer container;

  private LocalStack(LocalStackContainer container) {
    this.container = container;
  }

  /// Whether a container can be started here. If not, prints that `what` isn't tested.
  public static boolean isPossibleFor(String what) {
    boolean docker = DockerClientFactory.instance().isDockerAvailable();
    return Skipped.unless(docker, what + " on LocalStack", "there is no Docker here");
  }

  public static LocalStack start(String... services) {
    LocalStackContainer container = new LocalStackContainer(IMAGE).withServices(services);
    container.start();
    return new LocalStack(container);
  }

  public URI endpoint() {
    return container.getEndpoint();
  }

  public String region() {
    return container.getRegion();
  }

  /// Adds LocalStack's address, and credentials that it accepts.
  public <B extends AwsClientBuilder<B, C>, C> C client(B builder) {
    return builder
        .endpointOverride(endpoint())
        .region(Region.of(region()))
        .credentialsProvider(
            StaticCredentialsProvider.create(
                AwsBasicCredentials.create(container.getAccessKey(), container.getSecretKey())))
        .build();
  }

  @Override
  public void close() {
    container.close();
  }
}
