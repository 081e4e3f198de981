package dev.drawdown.local.guide;

import dev.drawdown.local.guide.CreditsGuide.Page;
import dev.drawdown.local.guide.Section.Block;
import dev.drawdown.local.guide.Sentence.Proof.Proved;
import java.util.List;
import java.util.regex.Pattern;

/// The guide as Markdown, in the GitHub flavour: it has tables.
final class MarkdownPage {
  private static final Pattern SPECIAL = Pattern.compile("[\\\\`*_\\[\\]<>|#~&]");
  private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");

  private MarkdownPage() {}

  static String of(Page page, PageTexts texts) {
    StringBuilder text = new StringBuilder();
    text.append("# ").append(escape(texts.title())).append("\n\n");
    text.append(texts.introduction()).append('\n');
    for (Section section : page.sections()) {
      text.append("\n## ").append(section.heading()).append('\n');
      section.blocks().forEach(block -> append(block, page, text));
    }
    return text.toString().replaceAll("\n{3,}", "\n\n").stripTrailing() + "\n";
  }

  private static void append(Block block, Page page, StringBuilder text) {
    text.append('\n');
    switch (block) {
      case Block.Points(var sentences) ->
          sentences.forEach(sentence -> append("- ", page.proved(sentence), text));
      case Block.Steps(var sentences) -> {
        for (int number = 1; number <= sentences.size(); number++) {
          append(number + ". ", page.proved(sentences.get(number - 1)), text);
        }
      }
      case Block.Table(_, var headings, var rows) -> {
        row(headings, text);
        row(headings.stream().map(_ -> "---").toList(), text);
        rows.forEach(row -> row(page.proved(row).columns(MarkdownPage::escape), text));
      }
    }
  }

  private static void append(String bullet, Proved sentence, StringBuilder text) {
    text.append(bullet).append(sentence.text(MarkdownPage::escape)).append('\n');
    sentence
        .example(MarkdownPage::escape)
        .ifPresent(
            example ->
                text.append("\n")
                    .append(" ".repeat(bullet.length()))
                    .append(PageTexts.EXAMPLE)
                    .append(' ')
                    .append(example)
                    .append("\n\n"));
  }

  private static void row(List<String> columns, StringBuilder text) {
    text.append("| ").append(String.join(" | ", columns)).append(" |\n");
  }

  /// Escapes a name of the catalog, so that Markdown shows it as plain text.
  static String escape(String name) {
    String oneLine = CONTROL.matcher(name).replaceAll(" ");
    return SPECIAL.matcher(oneLine).replaceAll("\\\\$0");
  }
}
