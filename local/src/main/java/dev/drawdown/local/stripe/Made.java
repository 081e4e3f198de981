package dev.drawdown.local.stripe;

import java.util.Map;

/// The object that an event is about, and the names in it that a developer may need afterwards.
record Made(Map<String, Object> object, Map<String, Object> names) {}
