package dev.drawdown.operator.explain;

import static dev.drawdown.operator.explain.PlainWords.credits;
import static dev.drawdown.operator.explain.PlainWords.time;

import dev.drawdown.domain.Credits;
import dev.drawdown.domain.PoolId;
import dev.drawdown.domain.ledger.Entry;
import dev.drawdown.domain.ledger.Hold;
import dev.drawdown.domain.pool.AvailableCredits;
import dev.drawdown.domain.pool.MemberAllowance;
import dev.drawdown.domain.pool.Pool;
import dev.drawdown.domain.reading.Reading;
import dev.drawdown.domain.rules.Rules;
import dev.drawdown.domain.wallet.Membership;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Explains an account or a pool in plain sentences, for people who know the product and not the
/// code. It states the standing and its cause, the credits, the holds, the next due changes, the
/// last entries and the parked work.
///
/// The result depends only on the facts that were read and the instant. Each line is one or a few
/// sentences. An empty line ends a paragraph, and the lines of a list begin with a dash.
public final class Explanation {
  private final Rules rules;
  private final Reading reading;

  public Explanation(Rules rules) {
    this.rules = rules;
    this.reading = rules.reading();
  }

  /// An open hold, with the entry that opened it if that entry was read.
  public record OpenHold(Hold hold, Optional<Entry> opening) {}

  /// The facts that were read beside the wallets: all open `holds`, soonest expiry first, the last
  /// `entries`, newest first, and what is `parked`.
  public record Details(List<OpenHold> holds, List<Entry> entries, ParkedSentences parked) {
    public Details {
      holds = List.copyOf(holds);
      entries = List.copyOf(entries);
    }
  }

  /// Explains an account. `advanced` is the account with everything applied that was due at `now`.
  public List<String> account(AvailableCredits advanced, Details details, Instant now) {
    OwnerView view =
        new OwnerView(rules, now, advanced.wallet(), reading.balanceOfAdvanced(advanced, now));
    List<String> lines = new ArrayList<>();
    if (advanced.wallet().book().version() == 0) {
      lines.add(view.name() + " was never seen: nothing is stored under this name.");
      lines.add("Check the spelling of the name. An account begins with its first charge.");
    } else {
      lines.addAll(new StandingSentences(view).sentences());
    }
    available(view, lines);
    advanced.wallet().membership().ifPresent(member -> membership(member, advanced, now, lines));
    rest(view, details, false, lines);
    return lines;
  }

  /// Explains a pool, as if it had one wallet. `advanced` is the pool with everything applied that
  /// was due at `now`.
  public List<String> pool(Pool advanced, Details details, Instant now) {
    OwnerView view = view(advanced, now);
    if (!advanced.isKnown()) {
      List<String> lines = new ArrayList<>();
      lines.add("There is no pool " + view.name() + ": nobody has paid for it.");
      list("Parked for an operator", "", details.parked().sentences(), lines);
      return lines;
    }
    List<String> lines = new ArrayList<>(new StandingSentences(view).sentences());
    available(view, lines);
    rest(view, details, true, lines);
    return lines;
  }

  private OwnerView view(Pool pool, Instant now) {
    return new OwnerView(rules, now, pool.primary(), reading.balance(pool, now));
  }

  private static void available(OwnerView view, List<String> lines) {
    lines.add("");
    Credits held = view.balance().held();
    lines.add(
        ("Credits: " + view.balance().total().amount() + " can be drawn now")
            + (held.isNone() ? "." : ", and " + held.amount() + " are held."));
    dashed(new CreditSentences(view).sentences(), lines);
  }

  /// A member's allowance in its pool, and the pool's standing.
  private void membership(
      Membership member, AvailableCredits advanced, Instant now, List<String> lines) {
    PoolId id = member.pool();
    lines.add("");
    lines.add("Member of pool " + id + ":");
    Pool pool = advanced.pool().orElseThrow();
    List<String> sentences = new ArrayList<>(new StandingSentences(view(pool, now)).sentences());
    sentences.add(
        advanced
            .memberAllowance()
            .map(Explanation::allowance)
            .orElse("The pool has no plan, so there is nothing to draw."));
    sentences.add("More of the pool: `operator explain " + id + " --pool`.");
    dashed(sentences, lines);
  }

  private static String allowance(MemberAllowance allowance) {
    String may = "It may draw " + credits(allowance.remaining()) + " of the pool now";
    String drawn = "It has drawn " + allowance.drawn().amount() + " in the pool's period";
    return allowance
        .limit()
        .map(cap -> may + ". " + drawn + ", of at most " + cap.amount() + ".")
        .orElse(may + ", which is all that the pool has. " + drawn + ", and has no cap.");
  }

  private static void rest(OwnerView view, Details details, boolean ofPool, List<String> lines) {
    List<Hold> holds = details.holds().stream().map(OpenHold::hold).toList();
    list("Holds", open(holds), holds(view, details.holds()), lines);
    list("Due next", "", new UpcomingSentences(view, holds).sentences(), lines);
    EntrySentences entries = new EntrySentences(view.words(), ofPool);
    list("Last entries", ", newest first", entries.sentences(details.entries()), lines);
    list("Parked for an operator", "", details.parked().sentences(), lines);
  }

  private static String open(List<Hold> holds) {
    Credits sum = holds.stream().map(Hold::credits).reduce(Credits.NONE, Credits::plus);
    return ", " + holds.size() + " open with " + credits(sum);
  }

  /// The holds whose opening entry was read, and the number of the others.
  private static List<String> holds(OwnerView view, List<OpenHold> holds) {
    List<String> sentences = new ArrayList<>();
    holds.stream()
        .filter(hold -> hold.opening().isPresent())
        .forEach(hold -> sentences.add(hold(view, hold)));
    int others = holds.size() - sentences.size();
    if (others > 0) {
      sentences.add("And " + others + (sentences.isEmpty() ? "." : " that expire later."));
    }
    return sentences;
  }

  private static String hold(OwnerView view, OpenHold open) {
    Entry opening = open.opening().orElseThrow();
    String bought =
        opening.cause().purchase().map(what -> " for " + view.words().purchase(what)).orElse("");
    String key = opening.cause().charge().map(charge -> ", key " + charge).orElse("");
    String member = opening.cause().account().map(account -> ", by " + account).orElse("");
    return credits(open.hold().credits())
        + (bought + member + key)
        + (", since " + time(opening.at()) + ". It expires on ")
        + (time(open.hold().expiresAt()) + ", unless it is captured before.");
  }

  /// Adds a paragraph: a heading of `title` and `more`, and a list.
  private static void list(String title, String more, List<String> sentences, List<String> lines) {
    lines.add("");
    lines.add(title + (sentences.isEmpty() ? ": none." : more + ":"));
    dashed(sentences, lines);
  }

  private static void dashed(List<String> sentences, List<String> lines) {
    sentences.forEach(sentence -> lines.add("- " + sentence));
  }
}
