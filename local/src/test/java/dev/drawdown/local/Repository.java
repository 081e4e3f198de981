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
    return files(endings).stream().map(Repository::read).toList();
  }

  /// The paths, from the repository's root and in order, of all files with one of these endings.
  static List<Path> files(String... endings) {
    List<Path> files = new ArrayList<>();
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
                files.add(ROOT.relativize(file));
              }
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
    files.sort(null);
    return files;
  }

  private static Source read(Path file) {
    try {
      return new Source(file.toString().replace('\\', '/'), Files.readString(ROOT.resolve(file)));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
