package dev.drawdown.client;

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
    // In a product this is the id of the stored request, so that a retry isn't paid again.
    String operation = UUID.randomUUID().toString();
    MeteredCall call = MeteredCall.of("anna", "checkin.draft", operation, TIMEOUT).on("checkin-17");

    System.out.println(said(credits.metered(call, Example::callTheModel)));
    System.out.println(failed(credits, operation));
    System.out.println("Left: " + credits.balance("anna").total());
  }

  private static String said(Metered<String> metered) {
    return switch (metered) {
      case Metered.Completed<String>(String draft, Payment.Captured captured) ->
          draft + " (" + captured.note().text() + ")";
      case Metered.Completed<String>(String draft, Payment other) -> draft + " (" + other + ")";
      case Metered.TimedOut<String> _ -> "The model took too long. You haven't been charged.";
      case Metered.Refused<String>(Refusal.OutOfCredits out) ->
          out.detail() + " What helps: " + out.actions();
      case Metered.Refused<String>(Refusal refusal) -> refusal.detail();
    };
  }

  private static String failed(DrawdownClient credits, String operation)
      throws InterruptedException {
    MeteredCall call = MeteredCall.of("anna", "trend.analyze", operation, TIMEOUT);
    try {
      return said(credits.metered(call, Example::callABrokenModel));
    } catch (IllegalStateException e) {
      return e.getMessage() + " Its credits are back.";
    }
  }

  private static String callTheModel() {
    return "Great week! Three sessions out of three.";
  }

  private static String callABrokenModel() {
    throw new IllegalStateException("The model failed.");
  }
}
