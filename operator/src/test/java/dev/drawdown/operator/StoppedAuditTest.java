package dev.drawdown.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drawdown.operator.Console.Printed;
import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.PutRequest;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/// `operator audit` as a process that a test stops as Ctrl-C does, on a table whose wallets can't
/// be read.
///
/// The lines are so long that the pipe holds only about 250 of them. So the process is still at
/// work when it gets the signal.
class StoppedAuditTest {
  private static final int WALLETS = 1_000;
  private static final int AT_ONCE = 25;
  private static final String LONG = "x".repeat(100);
  private static final String CONTINUE = "interrupted; continue with --after ";

  @AutoClose private final Console console = new Console("outsmart");

  @Test
  void a_stopped_audit_prints_how_to_continue() throws Exception {
    unreadableWallets();

    List<String> lines = stopped();
    String next =
        lines.stream().filter(line -> line.startsWith(CONTINUE)).findFirst().orElseThrow();
    Printed rest = console.run("audit --after " + next.substring(CONTINUE.length()));

    Set<String> audited = wallets(lines);
    assertThat(audited).hasSizeLessThan(WALLETS);
    audited.addAll(wallets(rest.lines()));
    assertThat(audited).hasSize(WALLETS);
  }

  /// The output of an audit that is stopped after its first line.
  private List<String> stopped() throws Exception {
    Process audit = OperatorProcess.start(Map.of("TABLE", console.table), "audit");
    try (BufferedReader output = audit.inputReader(StandardCharsets.UTF_8)) {
      List<String> lines = new ArrayList<>();
      lines.add(Objects.requireNonNull(output.readLine()));
      // `Process.destroy` would close the output, too.
      audit.toHandle().destroy();
      output.lines().forEach(lines::add);
      assertThat(audit.waitFor()).isNotZero();
      return lines;
    } finally {
      audit.destroyForcibly();
    }
  }

  private static Set<String> wallets(List<String> lines) {
    Set<String> wallets = new HashSet<>();
    lines.stream()
        .filter(line -> line.contains("\t"))
        .forEach(line -> wallets.add(line.substring(0, line.indexOf('\t'))));
    return wallets;
  }

  private void unreadableWallets() {
    for (int first = 0; first < WALLETS; first += AT_ONCE) {
      List<WriteRequest> puts =
          IntStream.range(first, first + AT_ONCE).mapToObj(StoppedAuditTest::unreadable).toList();
      console.client.batchWriteItem(write -> write.requestItems(Map.of(console.table, puts)));
    }
  }

  /// A wallet of a schema version that only a later release knows.
  private static WriteRequest unreadable(int wallet) {
    Map<String, AttributeValue> item =
        Map.of(
            "pk", AttributeValue.fromS("account#" + wallet + "-" + LONG),
            "sk", AttributeValue.fromS("wallet"),
            "v", AttributeValue.fromN("2"));
    return WriteRequest.builder().putRequest(PutRequest.builder().item(item).build()).build();
  }
}
