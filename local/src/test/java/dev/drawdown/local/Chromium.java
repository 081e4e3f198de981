package dev.drawdown.local;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.openqa.selenium.ElementNotInteractableException;
import org.openqa.selenium.Keys;
import org.openqa.selenium.NoSuchElementException;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebDriverException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.openqa.selenium.support.ui.WebDriverWait;

/// A real browser, used as a person uses it. It finds elements in shadow trees as if they were the
/// page's own.
public final class Chromium implements AutoCloseable {
  private static final List<String> PROGRAMS = List.of("chromium", "chromium-browser");
  private static final Path AXE =
      Path.of("..", "client", "elements", "node_modules", "axe-core", "axe.min.js");
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

  /// What scripts use.
  ///
  /// - `find`: all elements that match a selector, also those in shadow trees
  /// - `text`: the visible text of an element, with that of its shadow tree
  /// - `press`: presses an element unless another one covers its middle
  /// - `focused`: the focused element, through shadow trees
  private static final String FUNCTIONS =
      """
      const find = selector => {
        const found = [];
        const walk = root => {
          found.push(...root.querySelectorAll(selector));
          for (const each of root.querySelectorAll("*")) {
            if (each.shadowRoot) walk(each.shadowRoot);
          }
        };
        walk(document);
        return found.filter(each => each.checkVisibility());
      };
      const words = node => node.nodeType === Node.TEXT_NODE ? node.data
        : [...(node.shadowRoot ?? node).childNodes].map(words).join(" ");
      const text = element => words(element).replace(/\\s+/g, " ").trim();
      const press = at => {
        at.scrollIntoView({ block: "center" });
        const box = at.getClientRects()[0];
        const middle = box && [box.x + box.width / 2, box.y + box.height / 2];
        const hit = box && at.getRootNode().elementFromPoint(...middle);
        if (!hit || !at.contains(hit)) return false;
        at.focus();
        at.click();
        return true;
      };
      const focused = () => {
        let at = document.activeElement;
        while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
        return at;
      };
      """;

  private static final String FIND = FUNCTIONS + "return find(arguments[0]);";
  private static final String TEXT = FUNCTIONS + "return text(arguments[0]);";
  private static final String FOCUSED_TEXT = FUNCTIONS + "return text(focused());";

  /// The text of the first element that matches, or null.
  private static final String SEE =
      FUNCTIONS
          + """
          const [first] = find(arguments[0]);
          return first ? text(first) : null;
          """;

  /// Presses the first element that matches, and has this text if there is a second argument. The
  /// result is null without such an element. Finding, focus and click are one step, so that a page
  /// can't replace the element between them.
  private static final String PRESS =
      FUNCTIONS
          + """
          const [selector, label] = arguments;
          const at = find(selector).find(each => label === undefined || text(each) === label);
          return at ? press(at) : null;
          """;

  /// The focused element, and whether its focus is visible: it has an outline, and isn't outside
  /// the window or behind another element. The result is null if the body has the focus.
  private static final String FOCUS =
      FUNCTIONS
          + """
          const at = focused();
          if (at === document.body) return null;
          const { outlineStyle, outlineWidth } = getComputedStyle(at);
          const box = at.getClientRects()[0];
          const inner = [0.1, 0.5, 0.9].flatMap(x => [0.1, 0.5, 0.9].map(y =>
            at.getRootNode().elementFromPoint(box.x + x * box.width, box.y + y * box.height)));
          return {
            at,
            outlined: outlineStyle !== "none" && parseFloat(outlineWidth) >= 1,
            seen: inner.some(hit => at.contains(hit)),
          };
          """;

  /// The elements that the Tab key can reach, in the order of the document.
  private static final String FOCUSABLE =
      """
      const found = [];
      const walk = root => {
        for (const each of root.querySelectorAll("*")) {
          const usable = each.matches("a[href], button, select, input, textarea, summary, [tabindex]");
          if (usable && each.tabIndex >= 0 && !each.disabled
              && each.checkVisibility({ visibilityProperty: true })) {
            found.push(each);
          }
          if (each.shadowRoot) walk(each.shadowRoot);
        }
      };
      walk(document);
      return found;
      """;

  private static final int MOST_STEPS = 300;
  private static final int HEIGHT = 900;

  private final ChromeDriver driver;
  private final URI service;

  private Chromium(ChromeDriver driver, URI service) {
    this.driver = driver;
    this.service = service;
  }

  /// Starts the browser of this machine. If a part is missing, skips the test and names that part.
  public static Chromium open(URI service) {
    Optional<Path> browser = PROGRAMS.stream().flatMap(Chromium::onPath).findFirst();
    Optional<Path> control = onPath("chromedriver").findFirst();
    assumeTrue(browser.isPresent(), "skipped: there is none of " + PROGRAMS + " on this machine");
    assumeTrue(control.isPresent(), "skipped: there is no chromedriver on this machine");
    LoggingPreferences logs = new LoggingPreferences();
    logs.enable(LogType.BROWSER, Level.ALL);
    ChromeOptions options = new ChromeOptions();
    options.setBinary(browser.get().toFile());
    options.addArguments(
        "--headless=new", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--lang=en-US");
    options.setCapability("goog:loggingPrefs", logs);
    ChromeDriverService driver =
        new ChromeDriverService.Builder()
            .usingDriverExecutable(control.get().toFile())
            .withLogOutput(OutputStream.nullOutputStream())
            .build();
    return new Chromium(new ChromeDriver(driver, options), service);
  }

  private static Stream<Path> onPath(String program) {
    return Stream.of(System.getenv("PATH").split(File.pathSeparator, -1))
        .map(folder -> Path.of(folder, program))
        .filter(Files::isExecutable);
  }

  /// Opens a page of a product for a person, and waits until the page names that person.
  public Chromium open(String path, String account) {
    String product = path.split("[/#?]", -1)[2];
    // The path of the product's own cookie: one of another path would stand beside it.
    Map<String, Object> cookie =
        Map.of(
            "name",
            "demo-" + product,
            "value",
            account,
            "url",
            service.toString(),
            "path",
            "/demo/" + product);
    driver.executeCdpCommand("Network.setCookie", cookie);
    open(path).see("select", Objects::nonNull);
    return this;
  }

  public Chromium open(String path) {
    // A new fragment of the same page alone would not load the page.
    driver.get("about:blank");
    driver.get(service + path);
    return this;
  }

  public Chromium look(int width, boolean dark) {
    resize(width, HEIGHT);
    Map<String, String> scheme =
        Map.of("name", "prefers-color-scheme", "value", dark ? "dark" : "light");
    driver.executeCdpCommand("Emulation.setEmulatedMedia", Map.of("features", List.of(scheme)));
    return this;
  }

  private void resize(Number width, Number height) {
    driver.executeCdpCommand(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
  }

  public String address() {
    return Objects.requireNonNull(driver.getCurrentUrl());
  }

  /// The elements that match now.
  public List<WebElement> all(String selector) {
    return elements(driver.executeScript(FIND, selector));
  }

  @SuppressWarnings("unchecked")
  private static List<WebElement> elements(Object found) {
    return (List<WebElement>) found;
  }

  /// Waits for the first element that matches.
  public WebElement one(String selector) {
    return until(
        selector,
        () -> {
          List<WebElement> found = all(selector);
          return found.isEmpty() ? null : found.getFirst();
        });
  }

  /// Waits until the text of the first matching element is as expected, and returns it.
  public String see(String selector, Predicate<String> expected) {
    String[] last = {"nothing"};
    return until(
        () -> selector + ", which said: " + last[0],
        () -> {
          String text = (String) driver.executeScript(SEE, selector);
          last[0] = text == null ? "nothing" : text;
          return text != null && expected.test(text) ? text : null;
        });
  }

  public String see(String selector, String expected) {
    return see(selector, text -> text.contains(expected));
  }

  /// The text of the first element that matches now.
  public String text(String selector) {
    return text(one(selector));
  }

  public String text(WebElement element) {
    return (String) Objects.requireNonNull(driver.executeScript(TEXT, element));
  }

  /// The value of a field, once it has one.
  public String value(String selector) {
    return until(
        selector,
        () -> {
          String value = one(selector).getDomProperty("value");
          return value == null || value.isEmpty() ? null : value;
        });
  }

  /// Clicks the first element that matches.
  public Chromium click(String selector) {
    return click(selector, () -> driver.executeScript(PRESS, selector));
  }

  /// Clicks the matching element with this text.
  public Chromium click(String selector, String words) {
    return click(
        selector + " that says " + words, () -> driver.executeScript(PRESS, selector, words));
  }

  /// Clicks in the middle of the window, where no sticky element covers the target.
  private Chromium click(String what, Supplier<@Nullable Object> press) {
    until(
        what,
        () -> {
          Object pressed = press.get();
          if (Boolean.FALSE.equals(pressed)) {
            throw new ElementNotInteractableException("another element covers it");
          }
          return pressed;
        });
    return this;
  }

  /// Writes into the field that matches, once it stays: a page may make its fields anew meanwhile.
  public Chromium write(String selector, String text) {
    until(
        selector,
        () -> {
          WebElement field = one(selector);
          field.sendKeys(text);
          return field;
        });
    return this;
  }

  public Object run(String script, Object... arguments) {
    return driver.executeScript(script, arguments);
  }

  /// The text of the focused element.
  public String focusedText() {
    return (String) Objects.requireNonNull(driver.executeScript(FOCUSED_TEXT));
  }

  /// Presses keys at the focus: several at once, such as Shift and Tab.
  public Chromium press(Keys... keys) {
    Actions actions = new Actions(driver);
    for (Keys held : List.of(keys).subList(0, keys.length - 1)) {
      actions.keyDown(held);
    }
    actions.sendKeys(keys[keys.length - 1]);
    for (Keys held : List.of(keys).subList(0, keys.length - 1)) {
      actions.keyUp(held);
    }
    actions.perform();
    return this;
  }

  /// Presses Tab until the focused element has this name.
  public Chromium reach(String name) {
    for (int i = 0; i < MOST_STEPS; i++) {
      press(Keys.TAB);
      Optional<Focus> at = until("the element with the focus", this::focus);
      if (at.filter(focus -> focus.step().name().startsWith(name)).isPresent()) {
        return this;
      }
    }
    throw new AssertionError("the Tab key doesn't lead to " + name);
  }

  /// Presses Tab until the focused element has this name, then Enter.
  public Chromium enter(String name) {
    return reach(name).press(Keys.ENTER);
  }

  /// A step of the focus: the element's name, and what is wrong with its visibility.
  public record Step(String name, List<String> faults) {}

  /// The steps of the focus with these keys, until it has been everywhere or leaves the page.
  public List<Step> walk(Keys... keys) {
    List<WebElement> been = new ArrayList<>();
    List<Step> steps = new ArrayList<>();
    for (int i = 0; i < MOST_STEPS; i++) {
      press(keys);
      Optional<Focus> at = until("the element with the focus", this::focus);
      if (!been.isEmpty() && at.filter(focus -> !been.contains(focus.element())).isEmpty()) {
        return steps;
      }
      at.ifPresent(
          focus -> {
            been.add(focus.element());
            steps.add(focus.step());
          });
    }
    throw new AssertionError("the focus never comes to an end: " + steps);
  }

  private record Focus(WebElement element, Step step) {}

  /// Empty between the last element and the first, where the body has the focus.
  private Optional<Focus> focus() {
    Map<?, ?> focus = (Map<?, ?>) driver.executeScript(FOCUS);
    if (focus == null) {
      return Optional.empty();
    }
    WebElement at = (WebElement) Objects.requireNonNull(focus.get("at"));
    List<String> faults =
        Stream.of("outlined", "seen")
            .filter(each -> !Boolean.TRUE.equals(focus.get(each)))
            .map(each -> "is not " + each)
            .toList();
    return Optional.of(new Focus(at, new Step(name(at), faults)));
  }

  /// The names of all elements that the Tab key should reach, in the order of the document.
  public List<String> focusable() {
    return until(
        "the elements that the Tab key should reach",
        () -> elements(driver.executeScript(FOCUSABLE)).stream().map(this::name).toList());
  }

  private String name(WebElement element) {
    String name = element.getAccessibleName();
    return name == null || name.isEmpty() ? text(element) : name;
  }

  /// Waits until the page's address contains this.
  public Chromium arrive(String part) {
    until("the address " + part, () -> address().contains(part) ? part : null);
    return this;
  }

  private <T> T until(String what, Supplier<T> condition) {
    return until(() -> what, condition);
  }

  private <T> T until(Supplier<String> what, Supplier<T> condition) {
    return new WebDriverWait(driver, LONGEST_WAIT, Duration.ofMillis(20))
        .withMessage(what)
        .ignoring(NoSuchElementException.class)
        .ignoring(ElementNotInteractableException.class)
        .ignoring(StaleElementReferenceException.class)
        .until(_ -> condition.get());
  }

  /// The width of the page. It is larger than the window if an element is too wide.
  public long width() {
    return (Long)
        Objects.requireNonNull(driver.executeScript("return document.documentElement.scrollWidth"));
  }

  /// The violations of accessibility rules, in the words of axe-core. Skips the test if axe-core
  /// isn't installed: a test calls this after everything that doesn't need it.
  @SuppressWarnings("unchecked")
  public List<String> violations() throws IOException {
    assumeTrue(
        Files.exists(AXE), "skipped: run `npm ci` in client/elements first, for axe-core's rules");
    driver.executeCdpCommand("Runtime.evaluate", Map.of("expression", Files.readString(AXE)));
    return (List<String>)
        Objects.requireNonNull(
            driver.executeAsyncScript(
                """
                const done = arguments[arguments.length - 1];
                const describe = ({ html, failureSummary }) => `${html} ${failureSummary}`;
                axe.run({ resultTypes: ["violations"] }).then(({ violations }) => done(violations.map(
                  ({ id, nodes }) => `${id}: ${nodes.map(describe).join(" | ")}`)));
                """));
  }

  /// The addresses of everything that the page has loaded or requested.
  @SuppressWarnings("unchecked")
  public List<String> loaded() {
    return (List<String>)
        Objects.requireNonNull(
            driver.executeScript(
                "return performance.getEntriesByType('resource').map(({ name }) => name);"));
  }

  /// The same browser on another service.
  public Chromium at(URI other) {
    return new Chromium(driver, other);
  }

  /// The violations of the page's policy, and the errors in its scripts.
  public List<String> complaints() {
    return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
        .map(LogEntry::getMessage)
        .filter(
            message ->
                message.contains("Content Security Policy")
                    || message.contains("Trusted")
                    || message.contains("Uncaught"))
        .toList();
  }

  /// Saves the whole page as a picture, in a window as high as the page. Then restores the window's
  /// size.
  public void photograph(Path file) {
    List<?> size =
        (List<?>)
            Objects.requireNonNull(
                driver.executeScript(
                    "return [innerWidth, document.documentElement.scrollHeight];"));
    resize((Number) size.getFirst(), (Number) size.getLast());
    Map<String, Object> shot =
        driver.executeCdpCommand(
            "Page.captureScreenshot",
            Map.of("format", "png", "captureBeyondViewport", true, "optimizeForSpeed", true));
    try {
      Files.createDirectories(file.getParent());
      Files.write(file, Base64.getDecoder().decode((String) shot.get("data")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    resize((Number) size.getFirst(), HEIGHT);
  }

  @Override
  public void close() {
    try {
      driver.quit();
    } catch (WebDriverException e) {
      throw new IllegalStateException("the browser didn't end", e);
    }
  }
}
