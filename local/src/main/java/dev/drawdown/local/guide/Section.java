package dev.drawdown.local.guide;

import java.util.List;

/// A heading of the guide and the blocks below it. `id` is also the address of the heading on the
/// page.
record Section(String id, String heading, List<Block> blocks) {
  Section {
    blocks = blocks.stream().filter(block -> !block.sentences().isEmpty()).toList();
  }

  List<Sentence> sentences() {
    return blocks.stream().flatMap(block -> block.sentences().stream()).toList();
  }

  /// Sentences that are shown together.
  sealed interface Block {
    List<Sentence> sentences();

    /// A list of sentences, in any order.
    record Points(List<Sentence> sentences) implements Block {
      public Points {
        sentences = List.copyOf(sentences);
      }
    }

    /// A numbered list.
    record Steps(List<Sentence> sentences) implements Block {
      public Steps {
        sentences = List.copyOf(sentences);
      }
    }

    /// A table. Each row is a sentence with one column per heading.
    record Table(String caption, List<String> headings, List<Sentence> sentences) implements Block {
      public Table {
        headings = List.copyOf(headings);
        sentences = List.copyOf(sentences);
      }
    }
  }
}
