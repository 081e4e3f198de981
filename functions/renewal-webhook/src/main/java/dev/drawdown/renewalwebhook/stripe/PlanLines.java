package dev.drawdown.renewalwebhook.stripe;

import dev.drawdown.adapters.json.JsonObject;
import dev.drawdown.domain.Credits;
import dev.drawdown.domain.Owner;
import dev.drawdown.domain.billing.Fact;
import dev.drawdown.domain.billing.Fact.TermExtended;
import dev.drawdown.domain.billing.Fact.TermPaid;
import dev.drawdown.domain.billing.InvoiceLines;
import dev.drawdown.domain.billing.InvoiceLines.Billed;
import dev.drawdown.domain.billing.InvoiceLines.Line;
import dev.drawdown.domain.billing.InvoiceLines.LineSale;
import dev.drawdown.domain.billing.PlanSale;
import dev.drawdown.domain.billing.Subscription.SeenPrice;
import dev.drawdown.domain.billing.Term;
import dev.drawdown.domain.catalog.Catalog;
import dev.drawdown.domain.catalog.Plan;
import dev.drawdown.domain.catalog.Plan.PlanId;
import dev.drawdown.renewalwebhook.stripe.InvoiceReader.Invoice;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// The lines of a paid invoice that are about plans, and the facts that they state.
///
/// P10: the price of a line decides. Refuses an invoice with a paid line that should grant a plan
/// and can't.
record PlanLines(
    Invoice invoice, List<InvoiceLine> lines, Map<Billed, LineSale> sales, Catalog catalog) {
  private static final Pattern SIZE = Pattern.compile("[1-9][0-9]{0,12}");

  static PlanLines of(Invoice invoice, OwnNames names, Catalog catalog) {
    for (InvoiceLine line : invoice.lines()) {
      if (line.isPaid() && !line.isOfSubscription() && names.isListed(line.billed().price())) {
        throw line.json().problem("parent.type", "isn't a line of a subscription");
      }
    }
    List<InvoiceLine> billed = withoutPast(invoice);
    Map<Billed, LineSale> sales =
        InvoiceLines.sales(
            billed.stream().map(InvoiceLine::billed).distinct().toList(),
            names::planAt,
            OwnNames.plan(invoice.metadata()));
    return new PlanLines(invoice, billed, sales, catalog);
  }

  /// The lines that bill the subscription. On a renewal's invoice, prorations for the time before
  /// the renewal's first period are left out.
  private static List<InvoiceLine> withoutPast(Invoice invoice) {
    List<InvoiceLine> billed =
        invoice.lines().stream().filter(InvoiceLine::isOfSubscription).toList();
    Optional<Instant> start =
        billed.stream()
            .filter(InvoiceLine::isWholePeriod)
            .map(InvoiceLine::start)
            .min(Comparator.naturalOrder());
    if (!invoice.isCycle() || start.isEmpty()) {
      return billed;
    }
    return billed.stream()
        .filter(line -> !line.proration() || line.end().isAfter(start.get()))
        .toList();
  }

  List<Fact> facts() {
    List<InvoiceLine> ours = lines.stream().filter(line -> plan(line).isPresent()).toList();
    if (ours.isEmpty()) {
      requireNothingPaid();
    }
    List<Fact> facts = new ArrayList<>();
    facts.addAll(
        terms(ours.stream().filter(InvoiceLine::isWholePeriod).toList(), invoice.isCycle()));
    facts.addAll(terms(ours.stream().filter(InvoiceLine::proration).toList(), false));
    for (InvoiceLine line : ours) {
      if (!line.isPaid() && line.isWholePeriod()) {
        line.billed().item().ifPresent(item -> facts.add(new TermExtended(item, line.time())));
      }
    }
    return facts;
  }

  /// The items and prices with a plan that only the metadata names. A plan of custom size doesn't
  /// count: its price may change without the name.
  List<SeenPrice> namedAlone() {
    return lines.stream()
        .filter(line -> line.isPaid() || line.isWholePeriod())
        .flatMap(line -> namedAlone(line).stream())
        .distinct()
        .toList();
  }

  private Optional<SeenPrice> namedAlone(InvoiceLine line) {
    return sale(line) instanceof LineSale.NamedByMetadata(PlanId plan)
            && catalog.plan(plan).flatMap(Plan::allowance).isPresent()
            && line.billed().item().isPresent()
            && line.billed().price().isPresent()
        ? Optional.of(new SeenPrice(line.billed().item().get(), plan, line.billed().price().get()))
        : Optional.empty();
  }

  private LineSale sale(InvoiceLine line) {
    return sales.getOrDefault(line.billed(), new LineSale.NotOurs());
  }

  private Optional<PlanId> plan(InvoiceLine line) {
    return switch (sale(line)) {
      case LineSale.AtListedPrice(PlanId plan) -> Optional.of(plan);
      case LineSale.NamedByMetadata(PlanId plan) -> Optional.of(plan);
      case LineSale.NotOurs() -> Optional.empty();
    };
  }

  private void requireNothingPaid() {
    Optional<InvoiceLine> paid = lines.stream().filter(InvoiceLine::isPaid).findFirst();
    if (paid.isPresent() && OwnNames.plan(invoice.metadata()).isPresent()) {
      throw invoice.metadata().problem("plan", "names one plan for several items");
    }
    if (paid.isPresent()) {
      String price = paid.get().billed().price().map(Object::toString).orElse("none");
      throw paid.get()
          .json()
          .problem("pricing.price_details.price", "belongs to no plan: " + price);
    }
  }

  private List<TermPaid> terms(List<InvoiceLine> ours, boolean renewal) {
    List<InvoiceLine> paid = ours.stream().filter(InvoiceLine::isPaid).toList();
    requireOnePrice(paid);
    List<TermPaid> terms = new ArrayList<>();
    List<Line> sold = paid.stream().map(InvoiceLine::sold).toList();
    for (Line line : InvoiceLine.refusing(list(), () -> InvoiceLines.joinTiers(sold))) {
      Plan plan = plan(paid, line);
      terms.add(InvoiceLine.refusing(list(), () -> term(plan, line, renewal)));
    }
    return terms;
  }

  private JsonObject list() {
    return invoice.json().object("lines");
  }

  private TermPaid term(Plan plan, Line line, boolean renewal) {
    PlanSale sale = new PlanSale(plan, owner(), line, size(plan), renewal);
    return new TermPaid(sale.term(catalog), OwnNames.plan(invoice.metadata()));
  }

  private Plan plan(List<InvoiceLine> paid, Line line) {
    Billed billed = new Billed(line.item(), Optional.of(line.price()));
    PlanId named =
        paid.stream()
            .filter(one -> one.billed().equals(billed))
            .findFirst()
            .flatMap(this::plan)
            .orElseThrow();
    return catalog
        .plan(named)
        .orElseThrow(() -> invoice.metadata().problem("plan", "is not in the catalog: " + named));
  }

  /// The metadata can't name the plan of two prices at once.
  private void requireOnePrice(List<InvoiceLine> paid) {
    boolean several =
        paid.stream()
                .filter(line -> sale(line) instanceof LineSale.NamedByMetadata)
                .map(InvoiceLine::billed)
                .distinct()
                .count()
            > 1;
    if (several) {
      throw invoice.metadata().problem("plan", "names one plan for several prices");
    }
  }

  private Owner owner() {
    JsonObject metadata = invoice.metadata();
    return StripeFields.owner(metadata)
        .orElseThrow(() -> metadata.problem("account", "is missing"));
  }

  /// The size in the metadata, for any plan: a term's key doesn't depend on the catalog. Refuses a
  /// plan of open size without a stated size.
  private Optional<Credits> size(Plan plan) {
    JsonObject metadata = invoice.metadata();
    Optional<Credits> stated = statedSize(metadata);
    if (plan.allowance().isEmpty() && stated.isEmpty()) {
      throw metadata.problem("credits", "must be the size of plan " + plan.id() + ", such as 9000");
    }
    return stated;
  }

  /// Empty if `metadata.credits` isn't a valid size of a plan. It may be there for another purpose.
  private static Optional<Credits> statedSize(JsonObject metadata) {
    return OwnNames.text(metadata, "credits")
        .filter(text -> SIZE.matcher(text).matches())
        .map(text -> Credits.of(Long.parseLong(text)))
        .filter(Term.MAX_CREDITS::covers);
  }
}
