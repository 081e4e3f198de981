package dev.drawdown.operator;

import dev.drawdown.adapters.catalog.Catalogs;
import dev.drawdown.domain.catalog.Catalog;
import dev.drawdown.operator.prove.CatalogProver;
import dev.drawdown.operator.prove.CatalogProver.Proof;
import dev.drawdown.operator.prove.FlawedStory;
import dev.drawdown.operator.prove.PricedException;
import dev.drawdown.operator.prove.Script;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// The command that searches a catalog for exploits.
@Command(
    name = "prove",
    description = {
      "Tries everything that a customer and the payment provider can do under a catalog. Looks for",
      "credits that nobody paid for or granted, and for paid credits that a customer can't spend.",
      "Prints each finding with the shortest script for the local service. It needs no table."
    },
    footer = {"", "Example:", "  operator prove --catalog outsmart --depth 7"})
final class ProveCommand implements Callable<Integer> {
  private final PrintWriter out;

  @Option(
      names = "--catalog",
      required = true,
      paramLabel = "CATALOG",
      description = "The catalog: a shipped one's name, or a file. Default: the variable CATALOG.")
  String catalog = "";

  @Option(
      names = "--yearly",
      split = ",",
      paramLabel = "PRICE",
      description = {
        "The Stripe prices in the catalog that bill by the year. Default: none, so the customer",
        "pays every plan by the month."
      })
  Set<String> yearly = new TreeSet<>();

  @Option(
      names = "--depth",
      defaultValue = "7",
      paramLabel = "STEPS",
      description = "The largest number of steps in a story: 1 to 12. Default: 7.")
  int depth;

  @Spec @Nullable CommandSpec command;

  ProveCommand(PrintWriter out) {
    this.out = out;
  }

  @Override
  public Integer call() {
    if (depth < 1 || depth > CatalogProver.MAX_DEPTH) {
      throw refused("--depth must be 1 to " + CatalogProver.MAX_DEPTH + ", not " + depth);
    }
    CatalogProver prover = prover(load());
    long start = System.nanoTime();
    Proof proof = prover.prove(depth);
    double seconds = (System.nanoTime() - start) / 1e9;
    proof.findings().forEach(this::show);
    proof.priced().forEach(this::show);
    out.println(
        String.format(
            Locale.ROOT,
            "%s: %d steps deep, %d states, %d steps tried, %.1f s: %s",
            catalog,
            proof.depth(),
            proof.states(),
            proof.tried(),
            seconds,
            summary(proof)));
    return proof.findings().isEmpty() ? 0 : 1;
  }

  private Catalog load() {
    try {
      return Catalogs.load(catalog);
    } catch (IllegalArgumentException | UncheckedIOException wrong) {
      throw refused(String.valueOf(wrong.getMessage()));
    }
  }

  private CatalogProver prover(Catalog loaded) {
    try {
      return new CatalogProver(loaded, yearly);
    } catch (IllegalArgumentException wrong) {
      throw refused("--yearly: " + wrong.getMessage());
    }
  }

  private ParameterException refused(String reason) {
    return new ParameterException(Objects.requireNonNull(command).commandLine(), reason);
  }

  private static String summary(Proof proof) {
    int exceptions = proof.priced().size();
    return switch (proof.findings().size()) {
      case 0 -> "nothing found, " + exceptions + " priced exceptions";
      case 1 -> "1 finding";
      default -> proof.findings().size() + " findings";
    };
  }

  private void show(FlawedStory finding) {
    out.println("FOUND: " + finding.flaw().sentence());
    show(new Script(finding.story()));
  }

  private void show(PricedException exception) {
    out.println("PERMITTED: " + exception.sentence());
    show(new Script(exception.story()));
  }

  private void show(Script script) {
    out.println("# ./dev --catalog " + catalog);
    script.lines().forEach(out::println);
    out.println();
  }
}
