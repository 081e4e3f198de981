package dev.drawdown.operator.prove;

import dev.drawdown.domain.catalog.Catalog;
import dev.drawdown.operator.prove.CustomerSteps.Step;
import dev.drawdown.operator.prove.FlawedStory.Flaw;
import dev.drawdown.operator.prove.NaivePlan.StepUp;
import dev.drawdown.operator.prove.StateHash.Hash;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Searches for exploits. It tries everything that a customer, its payment provider and an operator
/// can do, step by step. It compares what the rules let the customer spend with the naive model:
/// see the package.
///
/// It tries all stories of one length before longer ones, so the first finding has the shortest
/// script. The search stops after the length at which it finds something.
public final class CatalogProver {
  public static final int MAX_DEPTH = 12;

  /// When each story begins. It is in the future, because the clock of `./dev` only goes forward.
  static final Instant START = Instant.parse("2040-01-10T09:00:00Z");

  /// The number of states that are tried at once, before their successors are merged.
  private static final int BATCH = 1_000;

  private final PlainCatalog shop;
  private final RulesUnderTest rules;
  private final RulesDriver driver;
  private final Scope scope;
  private final Set<Hash> seen = new HashSet<>();
  private final Map<String, FlawedStory> findings = new LinkedHashMap<>();
  private final Map<String, PricedException> priced = new LinkedHashMap<>();
  private long tried;

  /// A search of the domain's rules under `catalog`.
  public CatalogProver(Catalog catalog) {
    this(catalog, Set.of());
  }

  /// A search of the domain's rules under `catalog`, in which the `yearly` prices bill by the year
  /// and all others by the month.
  public CatalogProver(Catalog catalog, Set<String> yearly) {
    this(catalog, yearly, new RulesUnderTest(catalog), Scope.ONE_STORY_OF_EACH_STATE);
  }

  /// A search of `rules`, which a test may have changed.
  public CatalogProver(Catalog catalog, RulesUnderTest rules) {
    this(catalog, Set.of(), rules, Scope.ONE_STORY_OF_EACH_STATE);
  }

  /// A search of a larger scope, which a test compares with the usual one.
  CatalogProver(Catalog catalog, Set<String> yearly, RulesUnderTest rules, Scope scope) {
    this.scope = scope;
    this.shop = PlainCatalog.of(catalog, yearly, START);
    this.rules = rules;
    this.driver = new RulesDriver(rules, catalog);
  }

  /// The stories that a search tries.
  enum Scope {
    /// It continues from the first story to each state, and leaves out what [StepOrder] says.
    ONE_STORY_OF_EACH_STATE,
    /// It leaves out no order of steps.
    EVERY_ORDER,
    /// It also continues from every story to a state that it has seen before.
    EVERY_STORY
  }

  /// The result of a search: the number of different states, the number of tried steps, and the
  /// findings within `depth` steps.
  public record Proof(
      int depth,
      long states,
      long tried,
      List<FlawedStory> findings,
      List<PricedException> priced) {
    public Proof {
      findings = List.copyOf(findings);
      priced = List.copyOf(priced);
    }
  }

  /// A state, and the story that led to it. With `reorders`, another step could also come before
  /// the last one.
  private record Node(
      Story story, CustomerSteps customer, World world, NaiveCredits naive, boolean reorders) {
    /// Whether the search also tries `next` before the last step, and so leaves it out here.
    boolean leavesOut(Step next) {
      return reorders && StepOrder.leavesOut(story.events(), next.events());
    }
  }

  /// The result of one step: the next state, or the flaw in it.
  private record Tried(
      Optional<Node> node,
      Optional<Hash> hash,
      Optional<FlawedStory> finding,
      Optional<PricedException> priced) {
    static Tried flawed(FlawedStory finding) {
      return new Tried(Optional.empty(), Optional.empty(), Optional.of(finding), Optional.empty());
    }

    /// A step that leads to no new state, or to one that the search doesn't continue from.
    static Tried last(Optional<PricedException> priced) {
      return new Tried(Optional.empty(), Optional.empty(), Optional.empty(), priced);
    }
  }

  /// Tries all stories of up to `depth` steps.
  public Proof prove(int depth) {
    if (depth < 1 || depth > MAX_DEPTH) {
      throw new IllegalArgumentException("depth must be 1 to " + MAX_DEPTH + ": " + depth);
    }
    List<Node> level = List.of(first());
    int done = 0;
    while (done < depth && findings.isEmpty()) {
      done++;
      level = next(level, done < depth);
    }
    return new Proof(
        done, seen.size(), tried, List.copyOf(findings.values()), List.copyOf(priced.values()));
  }

  private Node first() {
    Node node =
        new Node(
            Story.at(START),
            CustomerSteps.of(shop, START),
            World.EMPTY,
            new NaiveCredits(shop, START),
            false);
    seen.add(hash(node));
    return node;
  }

  /// The states that one more step leads to and that the search hasn't seen before. States after
  /// the last step are checked and not `kept`.
  private List<Node> next(List<Node> level, boolean kept) {
    List<Node> next = new ArrayList<>();
    for (int from = 0; from < level.size(); from += BATCH) {
      List<Node> batch = level.subList(from, Math.min(level.size(), from + BATCH));
      List<Tried> all =
          batch.parallelStream().flatMap(node -> follow(node, kept).stream()).toList();
      tried += all.size();
      for (Tried one : all) {
        one.finding().ifPresent(this::note);
        one.priced().ifPresent(this::note);
        if (one.hash().filter(hash -> !isMerged(seen.add(hash))).isPresent()) {
          next.add(one.node().orElseThrow());
        }
      }
    }
    return next;
  }

  private void note(FlawedStory finding) {
    findings.putIfAbsent(finding.signature(), finding);
  }

  private void note(PricedException exception) {
    priced.merge(
        exception.signature(),
        exception,
        (known, other) -> other.isCheaperThan(known) ? other : known);
  }

  /// Tries the steps of one state. It is parallel too, so that a thread which has done its part of
  /// the states takes over steps of another thread.
  private List<Tried> follow(Node node, boolean kept) {
    return node.customer().steps(node.naive()).parallelStream()
        .filter(step -> scope != Scope.ONE_STORY_OF_EACH_STATE || !node.leavesOut(step))
        .map(step -> attempt(node, step, kept))
        .map(
            tried ->
                tried.hash().filter(hash -> isMerged(!seen.contains(hash))).isPresent()
                    ? Tried.last(tried.priced())
                    : tried)
        .toList();
  }

  /// Whether the search doesn't continue from a state, because another story led to it before.
  private boolean isMerged(boolean fresh) {
    return !fresh && scope != Scope.EVERY_STORY;
  }

  /// A rule that throws is a finding, too.
  private Tried attempt(Node node, Step step, boolean kept) {
    Story story = node.story().then(step.after().now(), step.events());
    try {
      return applied(node, step, story, kept);
    } catch (RuntimeException broken) {
      return Tried.flawed(new FlawedStory(new Flaw.Broken(String.valueOf(broken)), story));
    }
  }

  private Tried applied(Node node, Step step, Story story, boolean kept) {
    NaiveCredits naive = node.naive().copy();
    World world = node.world();
    Optional<StepUp> stepUp = Optional.empty();
    Instant now = step.after().now();
    for (StoryEvent event : step.events()) {
      Optional<World> next = driver.apply(world, event, now);
      if (next.isEmpty()) {
        return Tried.flawed(new FlawedStory(new Flaw.Refused(naive.spendable()), story));
      }
      world = next.get();
      long before = buysMore(event) ? spendable(naive, event) : 0;
      stepUp = naive.apply(event);
      if (buysMore(event) && spendable(naive, event) < before) {
        return Tried.flawed(
            new FlawedStory(new Flaw.PaidForLess(before, spendable(naive, event)), story));
      }
    }
    // Only the states that the search continues from need it.
    boolean reorders = kept && node.customer().hasTimeForTwo(node.naive());
    Node after = new Node(story, step.after().after(naive), world, naive, reorders);
    Optional<PricedException> cheap =
        stepUp.filter(StepUp::isCheap).map(up -> new PricedException(up, story));
    Optional<Flaw> flaw = differing(after);
    if (flaw.isPresent()) {
      return Tried.flawed(new FlawedStory(flaw.get(), story));
    }
    return kept
        ? new Tried(Optional.of(after), Optional.of(hash(after)), Optional.empty(), cheap)
        : Tried.last(cheap);
  }

  /// Whether a payment is for more than the customer had. Such a payment must not leave fewer
  /// credits.
  private static boolean buysMore(StoryEvent event) {
    return switch (event) {
      case StoryEvent.Paid paid -> paid.billing() == StoryEvent.Billing.CREATE || paid.buysMore();
      case StoryEvent.PackPaid _ -> true;
      case StoryEvent.TimePassed _,
          StoryEvent.Failed _,
          StoryEvent.FlagChanged _,
          StoryEvent.Ended _,
          StoryEvent.PackReversed _,
          StoryEvent.PackReinstated _,
          StoryEvent.Charged _,
          StoryEvent.Captured _,
          StoryEvent.GivenBack _,
          StoryEvent.Granted _,
          StoryEvent.Joined _,
          StoryEvent.Left _ ->
          false;
    };
  }

  private static long spendable(NaiveCredits naive, StoryEvent event) {
    return event instanceof StoryEvent.Paid paid && paid.pool()
        ? naive.spendableOfPool()
        : naive.spendable();
  }

  private Optional<Flaw> differing(Node node) {
    Instant now = node.customer().now();
    long own = rules.spendable(node.world(), now);
    long pool = rules.spendableOfPool(node.world(), now);
    return Flaw.between(node.naive().spendable(), own, false)
        .or(() -> Flaw.between(node.naive().spendableOfPool(), pool, true));
  }

  private Hash hash(Node node) {
    List<String> charges = node.customer().charges();
    StateHash hash = new StateHash(node.world(), node.customer().now());
    node.customer().addTo(hash);
    node.naive().addTo(hash, charges);
    return hash.addAll(node.world(), charges, node.customer().ended()).hash();
  }
}
