package dev.drawdown.client;

import dev.drawdown.client.Metered.Payment;
import java.net.URI;
import java.time.Duration;
import java.util.UUID;

/// A check-in draft metered against a service on this machine, started by `./dev --catalog
/// assistant-coach`.
public final class Example {
  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  private Example() {}

  public static void main(String[] arguments) throws InterruptedException {
    String base = arguments.length > 0 ? arguments[0] : "http://127.0.0.1:8080";
    DrawdownClient credits = DrawdownClient.at(URI.create(base), () -> "dev-service").build();
    // In a product this is the id of the stored request, so a retry isn't charged again.
    String operation = UUID.randomUUID().toString();
    MeteredCall call = MeteredCall.of("anna", "checkin.draft", operation, TIMEOUT).on("checkin-17");

    System.out.println(describe(credits.metered(call, Example::callTheModel)));
    System.out.println(failed(credits, operation));
    System.out.println("Left: " + credits.balance("anna").total());
  }

  private static String describe(Metered<String> metered) {
    if (metered instanceof Metered.Completed<String> done) {
      return done.payment() instanceof Payment.Captured captured
          ? done.value() + " (" + captured.note().text() + ")"
          : done.value() + " (" + done.payment() + ")";
    }
    if (metered instanceof Metered.Refused<String> refused) {
      return refused.refusal() instanceof Refusal.OutOfCredits out
          ? out.detail() + " What helps: " + out.actions()
          : refused.refusal().detail();
    }
    return "The model took too long. You haven't been charged.";
  }

  private static String failed(DrawdownClient credits, String operation)
      throws InterruptedException {
    MeteredCall call = MeteredCall.of("anna", "trend.analyze", operation, TIMEOUT);
    try {
      return describe(credits.metered(call, Example::callABrokenModel));
    } catch (IllegalStateException e) {
      return e.getMessage() + " Its credits are released.";
    }
  }

  private static String callTheModel() {
    return "Great week! Three sessions out of three.";
  }

  private static String callABrokenModel() {
    throw new IllegalStateException("The model failed.");
  }
}
