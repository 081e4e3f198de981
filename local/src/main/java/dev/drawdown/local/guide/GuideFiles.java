package dev.drawdown.local.guide;

import dev.drawdown.domain.catalog.Catalog;
import dev.drawdown.local.guide.CreditsGuide.Result;
import dev.drawdown.local.guide.Sentence.Proof.Refuted;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Writes a product's guide as `guide.md` and `guide.html`, or nothing if a sentence isn't true.
public final class GuideFiles {
  private GuideFiles() {}

  /// The result of writing a guide.
  public sealed interface Written {
    /// The written files.
    record Files(List<Path> files) implements Written {
      public Files {
        files = List.copyOf(files);
      }
    }

    /// Examples differ from their sentences. Nothing was written. Each line names a sentence and
    /// the difference.
    record Untrue(List<String> lines) implements Written {
      public Untrue {
        lines = List.copyOf(lines);
      }
    }
  }

  /// Writes the guide of `catalog` as it is at `asOf` into `folder`. `product` is the name that
  /// customers know.
  public static Written write(Catalog catalog, Optional<String> product, Instant asOf, Path folder)
      throws IOException {
    return write(CreditsGuide.of(catalog, asOf).prove(catalog, asOf), product, folder);
  }

  static Written write(Result result, Optional<String> product, Path folder) throws IOException {
    return switch (result) {
      case Result.Wrong(var refuted) ->
          new Written.Untrue(refuted.stream().map(Refuted::text).toList());
      case Result.Complete(var page) -> {
        PageTexts texts = PageTexts.of(page, product);
        Files.createDirectories(folder);
        Path markdown = folder.resolve("guide.md");
        Path html = folder.resolve("guide.html");
        Files.writeString(markdown, MarkdownPage.of(page, texts));
        Files.writeString(html, HtmlPage.of(page, texts));
        yield new Written.Files(List.of(markdown, html));
      }
    };
  }
}
