package dev.drawdown.operator.prove;

import static org.assertj.core.api.Assertions.assertThat;

import dev.drawdown.operator.prove.PlainCatalog.PackSold;
import dev.drawdown.operator.prove.StoryEvent.Reversal;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The lines that the program prints for a refund and a dispute of one payment.
class ScriptTest {
  private static final PackSold PACK = new PackSold("pack-50", 50, 1_201);

  @Test
  void a_refund_of_half_and_its_failure_are_events_of_the_local_service() {
    assertThat(lines(Reversal.REFUND))
        .containsExactly(
            "# 2040-01-10T09:00:00Z: 6.01 of the payment pay-1 is refunded.",
            payment("\"type\":\"refund.created\"", "\"payment\":\"pay-1\",\"amount\":601"),
            "# 2040-01-10T09:00:00Z: the refund of pay-1 fails.",
            payment("\"type\":\"refund.failed\"", "\"payment\":\"pay-1\",\"amount\":601"));
  }

  @Test
  void a_dispute_of_all_and_its_end_are_events_of_the_local_service() {
    assertThat(lines(Reversal.DISPUTE))
        .containsExactly(
            "# 2040-01-10T09:00:00Z: 12.01 of the payment pay-1 is disputed.",
            payment("\"type\":\"charge.dispute.created\"", "\"payment\":\"pay-1\",\"amount\":1201"),
            "# 2040-01-10T09:00:00Z: the dispute of pay-1 is won, and the money comes back.",
            payment(
                "\"type\":\"charge.dispute.closed\"",
                "\"payment\":\"pay-1\",\"amount\":1201,\"status\":\"won\""));
  }

  private static List<String> lines(Reversal reversal) {
    Story story =
        Story.at(CatalogProver.START)
            .then(
                CatalogProver.START,
                List.of(
                    new StoryEvent.PackReversed("pay-1", PACK, reversal),
                    new StoryEvent.PackReinstated("pay-1", PACK, reversal)));
    List<String> lines = new Script(story).lines();
    return lines.subList(0, lines.size() - 2);
  }

  private static String payment(String type, String more) {
    return "curl -s -X POST localhost:8080/__dev/payments -d '{"
        + type
        + ",\"account\":\"anna\","
        + more
        + "}'";
  }
}
