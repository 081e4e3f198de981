package dev.drawdown.local.demo;

import dev.drawdown.local.Chromium;
import dev.drawdown.local.RunningService;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/// The demo products in a real browser, with a service for each class of tests.
///
/// All tests of a class use one service, so each uses a person of its own or doesn't depend on the
/// others.
abstract class DemoBrowser {
  static final int WIDE = 1280;
  static RunningService service;

  static Chromium browser;

  @BeforeAll
  static void start() throws Exception {
    service = new RunningService("outsmart");
    browser = Chromium.open(service.address());
  }

  @AfterAll
  static void stop() {
    if (browser != null) {
      browser.close();
    }
    service.close();
  }

  @BeforeEach
  void look_from_afar_by_day() {
    browser.look(WIDE, false);
  }
}
