package dev.drawdown.local.guide;

import dev.drawdown.local.guide.CreditsGuide.Page;
import dev.drawdown.local.guide.Section.Block;
import dev.drawdown.local.guide.Sentence.Proof.Proved;
import java.util.List;

/// The guide as one self-contained HTML file: no script, no font, no image.
///
/// Its style follows the reader's choice of light or dark, and fits a phone.
final class HtmlPage {
  private static final String STYLE =
      """
      :root {
        color-scheme: light dark;
        --text: light-dark(#1f2937, #e5e7eb);
        --soft: light-dark(#4b5563, #a3adba);
        --line: light-dark(#d6dae1, #374151);
        --back: light-dark(#ffffff, #111827);
        --card: light-dark(#f5f6f8, #1b2433);
        --link: light-dark(#1d4ed8, #93c5fd);
      }
      * { box-sizing: border-box; }
      html { -webkit-text-size-adjust: 100%; }
      body {
        margin: 0 auto;
        padding: 1.5rem 1.25rem 4rem;
        max-width: 46rem;
        font: 1.0625rem/1.6 system-ui, sans-serif;
        color: var(--text);
        background: var(--back);
        overflow-wrap: break-word;
      }
      h1 { font-size: 1.9rem; line-height: 1.2; margin: 1rem 0; }
      h2 { font-size: 1.35rem; line-height: 1.3; margin: 2.75rem 0 0.75rem; }
      a { color: var(--link); }
      nav { background: var(--card); border-radius: 0.5rem; padding: 0.75rem 1.25rem; }
      nav ul { list-style: none; margin: 0; padding: 0; columns: 2 14rem; }
      nav li { padding: 0.15rem 0; }
      main li { margin: 0.6rem 0; }
      main ul, main ol { padding-inline-start: 1.3rem; }
      .example { color: var(--soft); font-size: 0.95em; margin: 0.1rem 0 0; }
      .table { overflow-x: auto; margin: 1rem 0; }
      table { border-collapse: collapse; width: 100%; }
      caption { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
      th, td { text-align: start; vertical-align: top; padding: 0.5rem 0.75rem; border-bottom: 1px solid var(--line); }
      th:first-child, td:first-child { padding-inline-start: 0; }
      thead th { font-size: 0.9em; color: var(--soft); }
      tbody th { font-weight: 600; }
      td { font-variant-numeric: tabular-nums; }
      @media (max-width: 30rem) {
        body { padding-inline: 1rem; }
        table { font-size: 0.95rem; }
        th, td { padding: 0.4rem 0.35rem; }
        tbody th { overflow-wrap: anywhere; }
      }
      @media print { nav { display: none; } body { max-width: none; } }
      """;

  private HtmlPage() {}

  static String of(Page page, PageTexts texts) {
    StringBuilder html = new StringBuilder();
    html.append("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
        .append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
        .append("<title>")
        .append(escape(texts.title()))
        .append("</title>\n")
        .append("<style>\n")
        .append(STYLE)
        .append("</style>\n</head>\n<body>\n")
        .append("<header>\n<h1>")
        .append(escape(texts.title()))
        .append("</h1>\n")
        .append("<p>")
        .append(escape(texts.introduction()))
        .append("</p>\n</header>\n");
    contents(page, html);
    html.append("<main>\n");
    page.sections().forEach(section -> append(section, page, html));
    return html.append("</main>\n</body>\n</html>\n").toString();
  }

  private static void contents(Page page, StringBuilder html) {
    html.append("<nav aria-label=\"On this page\">\n<ul>\n");
    for (Section section : page.sections()) {
      html.append("<li><a href=\"#")
          .append(section.id())
          .append("\">")
          .append(escape(section.heading()))
          .append("</a></li>\n");
    }
    html.append("</ul>\n</nav>\n");
  }

  private static void append(Section section, Page page, StringBuilder html) {
    html.append("<section aria-labelledby=\"")
        .append(section.id())
        .append("\">\n<h2 id=\"")
        .append(section.id())
        .append("\">")
        .append(escape(section.heading()))
        .append("</h2>\n");
    section.blocks().forEach(block -> append(block, page, html));
    html.append("</section>\n");
  }

  private static void append(Block block, Page page, StringBuilder html) {
    switch (block) {
      case Block.Points(var sentences) -> list("ul", sentences, page, html);
      case Block.Steps(var sentences) -> list("ol", sentences, page, html);
      case Block.Table(var caption, var headings, var rows) -> {
        html.append("<div class=\"table\" role=\"group\" tabindex=\"0\" aria-label=\"")
            .append(escape(caption))
            .append("\">\n<table>\n<caption>")
            .append(escape(caption))
            .append("</caption>\n<thead>\n<tr>");
        headings.forEach(
            heading -> html.append("<th scope=\"col\">").append(escape(heading)).append("</th>"));
        html.append("</tr>\n</thead>\n<tbody>\n");
        rows.forEach(row -> row(page.proved(row), html));
        html.append("</tbody>\n</table>\n</div>\n");
      }
    }
  }

  private static void list(
      String element, List<Sentence> sentences, Page page, StringBuilder html) {
    html.append('<').append(element).append(">\n");
    for (Sentence sentence : sentences) {
      Proved proved = page.proved(sentence);
      html.append("<li>").append(proved.text(HtmlPage::escape));
      proved
          .example(HtmlPage::escape)
          .ifPresent(
              example ->
                  html.append("\n<p class=\"example\">")
                      .append(PageTexts.EXAMPLE)
                      .append(' ')
                      .append(example)
                      .append("</p>"));
      html.append("</li>\n");
    }
    html.append("</").append(element).append(">\n");
  }

  private static void row(Proved row, StringBuilder html) {
    List<String> columns = row.columns(HtmlPage::escape);
    html.append("<tr><th scope=\"row\">").append(columns.getFirst()).append("</th>");
    columns
        .subList(1, columns.size())
        .forEach(column -> html.append("<td>").append(column).append("</td>"));
    html.append("</tr>\n");
  }

  /// Escapes text for HTML, also inside an attribute.
  static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }
}
