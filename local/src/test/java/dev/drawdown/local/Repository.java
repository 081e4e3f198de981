package dev.drawdown.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// The files of the repository, for tests about all of them.
final class Repository {
  static final Path ROOT = Path.of("..");

  private static final Set<String> SKIPPED = Set.of("target", ".git", "node_modules", ".aws-sam");

  private Repository() {}

  /// A file, by its path from the repository's root.
  record Source(String path, String text) {}

  /// All files with one of these endings, such as `.java`, by path.
  static List<Source> sources(String... endings) {
    List<Source> sources = new ArrayList<>();
    try {
      Files.walkFileTree(
          ROOT,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
              return SKIPPED.contains(folder.getFileName().toString())
                  ? FileVisitResult.SKIP_SUBTREE
                  : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
              if (List.of(endings).stream().anyMatch(file.toString()::endsWith)) {
                sources.add(read(file));
              }
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
    sources.sort((one, two) -> one.path().compareTo(two.path()));
    return sources;
  }

  private static Source read(Path file) {
    String path = ROOT.relativize(file).toString().replace('\\', '/');
    try {
      return new Source(path, Files.readString(file));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
