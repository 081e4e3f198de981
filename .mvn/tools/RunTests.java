import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.platform.engine.CancellationToken;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherExecutionRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/// Runs test classes until an assertion fails, and names that test.
///
/// Usage: `java --class-path TESTS RunTests CLASS...`. The exit code is 0 if all tests pass, 10 if
/// an assertion fails, and 11 if tests fail only by other exceptions. It is 12 if no test ran.
final class RunTests implements TestExecutionListener {
  private static final int PASSED = 0;
  private static final int ASSERTION = 10;
  private static final int EXCEPTION = 11;
  private static final int NOTHING = 12;

  private final CancellationToken token = CancellationToken.create();
  private final List<String> exceptions = new ArrayList<>();
  private int tests;

  public static void main(String[] classes) {
    RunTests run = new RunTests();
    var request =
        LauncherDiscoveryRequestBuilder.request()
            .selectors(Stream.of(classes).map(DiscoverySelectors::selectClass).toList())
            .configurationParameter(
                "junit.jupiter.displayname.generator.default",
                "org.junit.jupiter.api.DisplayNameGenerator$ReplaceUnderscores")
            .build();
    LauncherFactory.create()
        .execute(
            LauncherExecutionRequestBuilder.request(request)
                .cancellationToken(run.token)
                .listeners(run)
                .build());
    System.exit(run.ended());
  }

  @Override
  public void executionFinished(TestIdentifier test, TestExecutionResult result) {
    tests += test.isTest() ? 1 : 0;
    result.getThrowable().ifPresent(failure -> failed(test, failure));
  }

  private synchronized void failed(TestIdentifier test, Throwable failure) {
    if (token.isCancellationRequested()) {
      return;
    }
    if (failure instanceof AssertionError) {
      System.out.println(name(test));
      token.cancel();
    } else {
      exceptions.add(name(test) + ": " + failure);
    }
  }

  private static String name(TestIdentifier test) {
    return test.getSource()
        .filter(MethodSource.class::isInstance)
        .map(MethodSource.class::cast)
        .map(method -> method.getJavaClass().getSimpleName() + "." + method.getMethodName())
        .orElseGet(test::getDisplayName);
  }

  private int ended() {
    if (token.isCancellationRequested()) {
      return ASSERTION;
    }
    exceptions.forEach(System.out::println);
    if (!exceptions.isEmpty()) {
      return EXCEPTION;
    }
    return tests == 0 ? NOTHING : PASSED;
  }
}
