package dev.drawdown.operator;

import dev.drawdown.adapters.dynamodb.DynamoDbLocal;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.auth.credentials.AwsCredentials;

/// The program as a process of its own, on the tables of DynamoDB Local.
final class OperatorProcess {
  private OperatorProcess() {}

  /// Starts the program with these environment variables and arguments.
  static Process start(Map<String, String> environment, String... arguments) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "--class-path",
                System.getProperty("java.class.path"),
                OperatorProgram.class.getName()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
    builder.environment().putAll(environment);
    AwsCredentials credentials = DynamoDbLocal.credentials();
    builder
        .environment()
        .putAll(
            Map.of(
                "AWS_REGION",
                "eu-central-1",
                "AWS_ENDPOINT_URL_DYNAMODB",
                DynamoDbLocal.endpoint().toString(),
                "AWS_ACCESS_KEY_ID",
                credentials.accessKeyId(),
                "AWS_SECRET_ACCESS_KEY",
                credentials.secretAccessKey()));
    return builder.start();
  }
}
