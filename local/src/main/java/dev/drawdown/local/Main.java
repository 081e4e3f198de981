package dev.drawdown.local;

import dev.drawdown.adapters.catalog.Catalogs;
import dev.drawdown.domain.catalog.Catalog;
import dev.drawdown.local.console.Welcome;
import dev.drawdown.local.gateway.Server;
import dev.drawdown.local.guide.GuideFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/// Runs the whole service until a signal ends it. See [Options].
public final class Main {
  /// The exit code for a wrong command line.
  private static final int WRONG = 2;

  /// The exit code for a failure of this machine.
  private static final int FAILED = 1;

  private Main() {}

  public static void main(String[] arguments) throws Exception {
    switch (Options.parse(List.of(arguments))) {
      case Options.Help _ -> System.out.print(Options.USAGE);
      case Options.Wrong(String reason) -> exit(WRONG, reason + " (--help lists the options)");
      case Options.WriteGuide options -> writeGuide(options);
      case Options.Start options -> start(options);
    }
  }

  private static Catalog load(String named) {
    try {
      return Catalogs.load(named);
    } catch (IllegalArgumentException | UncheckedIOException e) {
      throw exit(WRONG, "catalog " + named + ": " + e.getMessage());
    }
  }

  private static void writeGuide(Options.WriteGuide options) {
    Catalog catalog = load(options.catalog());
    Path folder = options.out().toAbsolutePath().normalize();
    try {
      switch (GuideFiles.write(catalog, options.product(), Instant.now(), folder)) {
        case GuideFiles.Written.Files(var files) ->
            files.forEach(file -> System.out.println("Wrote " + file));
        case GuideFiles.Written.Untrue(var lines) -> {
          lines.forEach(line -> System.err.println("drawdown: not true: " + line));
          throw exit(FAILED, "wrote no guide: some examples differ from their sentences");
        }
      }
    } catch (IOException e) {
      throw exit(FAILED, "can't write the guide to " + folder + ": " + e);
    }
  }

  private static void start(Options.Start options) throws Exception {
    Catalog catalog = load(options.catalog());
    if (options.data().filter(Files::exists).filter(data -> !Files.isDirectory(data)).isPresent()) {
      exit(WRONG, "--data must be a folder: " + options.data().get());
    }
    run(options, catalog);
  }

  private static void run(Options.Start options, Catalog catalog) throws Exception {
    try {
      Service service =
          Service.start(
              Server.bind(options.port()), catalog, options.data(), options.webhookSecret());
      Runtime.getRuntime().addShutdownHook(new Thread(() -> end(service)));
      System.out.print(new Welcome(service.address(), catalog, options.webhookSecret()).text());
    } catch (BindException e) {
      exit(FAILED, "port %d is taken; --port names another".formatted(options.port()));
    } catch (IOException e) {
      exit(FAILED, "can't start: " + e);
    }
  }

  /// A signal that ends the service isn't a failure.
  private static void end(Service service) {
    try {
      service.close();
    } catch (RuntimeException e) {
      System.err.println("drawdown: the service didn't stop cleanly: " + e);
      Runtime.getRuntime().halt(FAILED);
    }
    Runtime.getRuntime().halt(0);
  }

  /// Ends the process. The exception is for the compiler and is never thrown.
  private static IllegalStateException exit(int status, String reason) {
    System.err.println("drawdown: " + reason);
    System.exit(status);
    return new IllegalStateException(reason);
  }
}
