package dev.drawdown.domain.billing;

import static dev.drawdown.domain.billing.Paid.day;
import static dev.drawdown.domain.billing.Paid.plan;
import static dev.drawdown.domain.billing.Paid.plus;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.drawdown.domain.billing.InvoiceLines.Billed;
import dev.drawdown.domain.billing.InvoiceLines.Line;
import dev.drawdown.domain.billing.InvoiceLines.LineSale;
import dev.drawdown.domain.billing.InvoiceLines.LineSale.AtListedPrice;
import dev.drawdown.domain.billing.InvoiceLines.LineSale.NamedByMetadata;
import dev.drawdown.domain.billing.InvoiceLines.LineSale.NotOurs;
import dev.drawdown.domain.billing.Subscription.SeenPrice;
import dev.drawdown.domain.catalog.Plan.PlanId;
import dev.drawdown.domain.subscription.SubscriptionId;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// P3, P10: the lines of an invoice that pay for a plan, and their quantities.
class InvoiceLinesTest {
  private static final PlanId PLUS = new PlanId("plus");
  private static final PlanId SOLO = new PlanId("solo");
  private static final Subscription UNKNOWN = Subscription.unknown(new SubscriptionId("sub-1"));

  @Test
  void tiers_of_one_price_add_up() {
    List<Line> lines =
        List.of(line("office", 5, "9.00"), line("office", 3, "8"), line("office", 3, "8.0"));

    assertThat(InvoiceLines.joinTiers(lines)).extracting(Line::quantity).containsExactly(8);
    assertThat(plan("office", 500).seats(8).term().credits().amount()).isEqualTo(4000);
  }

  @Test
  void lines_of_different_times_or_items_do_not_add_up() {
    Line march = line("office", 5, "9");
    Line april =
        new Line(
            march.item(),
            march.price(),
            new PaidTime(day("2027-04-01"), day("2027-05-01")),
            5,
            BigDecimal.TEN);

    assertThat(InvoiceLines.joinTiers(List.of(march, april)))
        .extracting(Line::quantity)
        .containsExactly(5, 5);
  }

  @Test
  void a_listed_price_overrides_the_metadata() {
    assertThat(sales("solo", billed("item-1", "plus"))).containsExactly(new AtListedPrice(PLUS));
  }

  @Test
  void lines_beside_a_listed_price_are_another_products() {
    assertThat(sales("solo", billed("item-1", "base"), billed("item-2", "plus")))
        .containsExactly(new NotOurs(), new AtListedPrice(PLUS));
    assertThat(sales("solo", billed("item-1", "base"), billed("item-1", "plus")))
        .containsExactly(new NotOurs(), new AtListedPrice(PLUS));
  }

  @Test
  void the_metadata_decides_if_the_invoice_bills_one_item_at_an_unlisted_price() {
    assertThat(sales("solo", billed("item-1", "x"), billed("item-1", "y")))
        .containsExactly(new NamedByMetadata(SOLO), new NamedByMetadata(SOLO));
    assertThat(sales("solo", billed("item-1", "x"), billed("item-2", "y")))
        .containsExactly(new NotOurs(), new NotOurs());
  }

  @Test
  void metadata_that_was_not_changed_with_the_price_is_stale() {
    Subscription paidBefore = UNKNOWN.with(new Fact.TermPaid(plus().term(), Optional.of(SOLO)));

    assertThat(paidBefore.otherPrice(seen("item-1", SOLO, "price-solo")))
        .contains(new PriceId("price-plus"));
    assertThat(paidBefore.otherPrice(seen("item-1", PLUS, "price-solo"))).isEmpty();
    assertThat(paidBefore.otherPrice(seen("item-1", SOLO, "price-plus"))).isEmpty();
    assertThat(paidBefore.otherPrice(seen("item-2", SOLO, "price-solo"))).isEmpty();
  }

  private static SeenPrice seen(String item, PlanId named, String price) {
    return new SeenPrice(new ItemId(item), named, new PriceId(price));
  }

  @Test
  void a_line_without_a_known_price_or_metadata_is_another_products_sale() {
    Map<Billed, LineSale> sales =
        InvoiceLines.sales(List.of(billed("item-1", "x")), _ -> Optional.empty(), Optional.empty());

    assertThat(sales.values()).containsExactly(new NotOurs());
  }

  @Test
  void a_line_has_a_quantity_of_0_to_a_million() {
    assertThat(line("x", 0, "1").quantity()).isZero();
    assertThat(line("x", 1_000_000, "1").quantity()).isEqualTo(1_000_000);
    assertThatIllegalArgumentException().isThrownBy(() -> line("x", -1, "1"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> line("x", 1_000_001, "1"))
        .withMessage("quantity must be 0 to 1000000: 1000001");
  }

  private static Collection<LineSale> sales(String metadata, Billed... lines) {
    return InvoiceLines.sales(
            List.of(lines),
            price -> Optional.of(PLUS).filter(_ -> price.value().equals("plus")),
            Optional.of(new PlanId(metadata)))
        .values();
  }

  private static Billed billed(String item, String price) {
    return new Billed(Optional.of(new ItemId(item)), Optional.of(new PriceId(price)));
  }

  private static Line line(String price, int quantity, String unitAmount) {
    return new Line(
        Optional.of(new ItemId("item-1")),
        new PriceId(price),
        time(),
        quantity,
        new BigDecimal(unitAmount));
  }

  private static PaidTime time() {
    return new PaidTime(day("2027-03-01"), day("2027-04-01"));
  }
}
