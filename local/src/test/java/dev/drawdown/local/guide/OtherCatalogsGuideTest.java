package dev.drawdown.local.guide;

import static dev.drawdown.local.guide.GuideTest.TODAY;
import static dev.drawdown.local.guide.GuideTest.refuted;
import static org.assertj.core.api.Assertions.assertThat;

import dev.drawdown.adapters.catalog.Catalogs;
import dev.drawdown.domain.catalog.Catalog;
import dev.drawdown.local.guide.CreditsGuide.Page;
import dev.drawdown.local.guide.CreditsGuide.Result;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Guides of catalogs with sentences that the shipped ones don't need.
class OtherCatalogsGuideTest {
  private static final String ACTIONS =
      """
      {"product": "notes", "actions": [
        {"id": "sum", "name": "Sum up", "cost": 2, "oncePerDocument": true},
        {"id": "ask", "name": "Ask", "cost": 1}, {"id": "read", "name": "Read", "cost": 0}]
      """;

  private static final String NOTHING_TO_SPEND =
      """
      {"product": "notes", "actions": [{"id": "read", "name": "Read", "cost": 0}]}
      """;

  static Stream<Arguments> catalogs() {
    return Stream.of(
        Arguments.of("nothing to spend", NOTHING_TO_SPEND, List.of("cost.read")),
        catalog("packs alone", packs(), "top-up.who", "out.top-up"),
        catalog(
            "a plan that is refilled",
            plan("\"credits\": 20, \"refill\": \"month\""),
            "reset.refill",
            "payment.grace"),
        catalog("no grace", plan("\"credits\": 20, \"grace\": \"PT0H\""), "payment.no-grace"),
        catalog("a grace in hours", plan("\"credits\": 20, \"grace\": \"PT36H\""), "payment.grace"),
        catalog(
            "a plan of custom size alone",
            plan("\"price\": {\"amount\": 950, \"currency\":" + " \"eur\"}"),
            "plan.p",
            "cancel.period-end"),
        catalog("very many credits", plan("\"credits\": 1000000000000") + packs(), "order.plan"),
        catalog(
            "amounts that change",
            plan(
                "\"credits\": 20, \"changes\": [{\"from\": \"2026-01-01T00:00:00Z\","
                    + " \"credits\": 30}, {\"from\": \"2027-01-01T00:00:00Z\", \"credits\": 40}]"),
            "reset.change.p.1798761600"),
        catalog(
            "a pool alone",
            ", \"plans\": [{\"id\": \"p\", \"name\": \"Team\", \"period\": \"billing-cycle\","
                + " \"credits\": 90, \"pool\": true, \"shards\": 3}]",
            "group.shared",
            "group.unpaid"),
        catalog(
            "everything",
            """
            , "plans": [
              {"id": "free", "name": "Free", "period": "calendar-month", "credits": 20},
              {"id": "try", "name": "Try", "period": "fixed", "days": 7, "credits": 30},
              {"id": "a", "name": "A", "period": "billing-cycle", "credits": 100, "grace": "P3D"},
              {"id": "b", "name": "B", "period": "billing-cycle", "credits": 200,
               "renewalBonus": 7, "refill": "month"},
              {"id": "c", "name": "C", "period": "billing-cycle"},
              {"id": "t", "name": "Team", "period": "billing-cycle", "credits": 300, "pool": true}],
             "packs": [{"id": "k", "name": "K", "credits": 25}],
             "starterCredits": 5, "trialPlan": "try", "defaultPlan": "free",
             "drawOrder": ["starter", "pool", "plan", "promotional", "top-up"],
             "suspendedDraws": ["starter", "top-up"]
            """,
            "source.trial-ends",
            "cancel.free-month",
            "payment.grace.a",
            "payment.grace.b",
            "order.promotional"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("catalogs")
  void a_guide_is_written_for_any_catalog(String name, String json, List<String> ids) {
    Catalog catalog = Catalogs.read(json);

    Result result = CreditsGuide.of(catalog, TODAY).prove(catalog, TODAY);

    assertThat(refuted(result)).isEmpty();
    assertThat(page(result).proved()).as(name).containsKeys(ids.toArray(String[]::new));
  }

  @Test
  void plans_whose_ids_differ_in_digits_only_keep_their_names() {
    Catalog catalog =
        Catalogs.read(
            ACTIONS
                + """
                , "plans": [
                  {"id": "pro-10", "name": "Pro 10", "period": "billing-cycle", "credits": 10},
                  {"id": "pro-20", "name": "Pro 20", "period": "billing-cycle", "credits": 20},
                  {"id": "team", "name": "Team", "period": "billing-cycle", "credits": 30,
                   "grace": "P7D"}]}
                """);

    Page page = page(CreditsGuide.of(catalog, TODAY).prove(catalog, TODAY));

    assertThat(MarkdownPage.of(page, PageTexts.of(page, Optional.empty())))
        .contains("If the payment for your next period fails (“Pro 10”, “Pro 20”), for example");
  }

  @Test
  void amounts_are_those_of_the_day_and_later_ones_are_named() {
    String json =
        ACTIONS
            + plan(
                "\"credits\": 20, \"changes\": [{\"from\": \"2026-01-01T00:00:00Z\","
                    + " \"credits\": 30}, {\"from\": \"2027-01-01T00:00:00Z\", \"credits\": 40}]")
            + "}";
    Catalog catalog = Catalogs.read(json);

    Page page = page(CreditsGuide.of(catalog, TODAY).prove(catalog, TODAY));

    assertThat(MarkdownPage.of(page, PageTexts.of(page, Optional.empty())))
        .contains("| P | 30 each billing period |")
        .contains("“P”: periods that begin on 1 January 2027 or later have 40 credits.");
  }

  @Test
  void names_of_the_catalog_are_plain_text() {
    String name = "<b>&\\\"'|*_[x](y)`#";
    Catalog catalog =
        Catalogs.read(
            ACTIONS.replace("Sum up", name)
                + plan("\"credits\": 20").replace("\"P\"", "\"" + name + "\"")
                + "}");
    Page page = page(CreditsGuide.of(catalog, TODAY).prove(catalog, TODAY));
    PageTexts texts = PageTexts.of(page, Optional.of("A <i> & B"));

    String html = HtmlPage.of(page, texts);
    String markdown = MarkdownPage.of(page, texts);

    assertThat(html)
        .contains(
            "&lt;b&gt;&amp;&quot;&#39;|*_[x](y)`#", "<title>How AI credits work in A &lt;i&gt;")
        .doesNotContain("<b>", "<i>");
    assertThat(markdown)
        .contains(
            "| \\<b\\>\\&\"'\\|\\*\\_\\[x\\](y)\\`\\# |",
            "# How AI credits work in A \\<i\\> \\& B")
        .doesNotContain("<b>");
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(strings = {"outsmart", "assistant-coach", "ai-employee"})
  void a_page_needs_no_other_host_and_runs_no_script(String product) {
    Catalog catalog = Catalogs.shipped(product);
    Page page = page(CreditsGuide.of(catalog, TODAY).prove(catalog, TODAY));

    String html = HtmlPage.of(page, PageTexts.of(page, Optional.empty()));

    assertThat(html)
        .startsWith("<!doctype html>\n<html lang=\"en\">")
        .contains("<meta name=\"viewport\"", "light-dark(")
        .doesNotContain("://", "<script", "<link", "src=", "@import", "url(", "javascript:")
        .doesNotContain("bucket", "wallet", "shard", "idempotency", "catalog");
  }

  private static Page page(Result result) {
    assertThat(refuted(result)).isEmpty();
    return ((Result.Complete) result).page();
  }

  private static Arguments catalog(String name, String more, String... ids) {
    return Arguments.of(name, ACTIONS + more + "}", List.of(ids));
  }

  private static String plan(String fields) {
    return ", \"plans\": [{\"id\": \"p\", \"name\": \"P\", \"period\": \"billing-cycle\", "
        + fields
        + "}]";
  }

  private static String packs() {
    return ", \"packs\": [{\"id\": \"k\", \"name\": \"K\", \"credits\": 25}]";
  }
}
