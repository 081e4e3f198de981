package dev.drawdown.operator.explain;

import static dev.drawdown.operator.explain.PlainWords.time;

import dev.drawdown.domain.parking.Parked;
import dev.drawdown.domain.parking.ReceivedEvent;
import dev.drawdown.domain.wallet.BillingState;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The parked work of an account or a pool, and the commands that handle it.
///
/// `counted` is the number of events that its wallet counts. `looked` is the number of parked
/// events that were searched for them. `whole` means that these were all.
public record ParkedSentences(
    int counted,
    List<Parked<ReceivedEvent>> events,
    int looked,
    boolean whole,
    Optional<Parked<String>> wallet) {
  public static final ParkedSentences NONE =
      new ParkedSentences(0, List.of(), 0, true, Optional.empty());

  public ParkedSentences {
    events = List.copyOf(events);
  }

  List<String> sentences() {
    List<String> sentences = new ArrayList<>();
    for (Parked<ReceivedEvent> parked : events) {
      ReceivedEvent event = parked.work();
      sentences.add(
          ("Event " + event.id() + " (" + event.type() + ") waits since " + time(parked.since()))
              + (": " + parked.reason()));
      sentences.add(
          ("After you fix that: `operator parked events replay " + event.id() + "`. ")
              + ("To end it without applying it: `operator parked events drop " + event.id())
              + " --reason TEXT`.");
    }
    missing().ifPresent(sentences::add);
    wallet.ifPresent(
        parked ->
            sentences.add(
                ("The sweeper can't apply what is due, since " + time(parked.since()))
                    + (": "
                        + parked.reason()
                        + ". After you fix that: `operator parked wallets retry ")
                    + (parked.work() + "`.")));
    return sentences;
  }

  private Optional<String> missing() {
    int missing = counted - events.size();
    if (missing <= 0) {
      return Optional.empty();
    }
    String more = counted == BillingState.MAX_PARKED ? " or more" : "";
    String counts =
        "The wallet counts " + counted + more + ", and " + missing + " of them weren't found";
    return Optional.of(
        whole
            ? counts + ": an operator handled them a moment ago. Run the command again."
            : counts
                + " among the first "
                + looked
                + " parked events. `operator parked events"
                + " list` lists all.");
  }
}
