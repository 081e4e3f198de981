package dev.drawdown.local;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;

/// Something that answers `GET` by writing on and on, until the caller is gone or the service ends.
@FunctionalInterface
interface Streaming {
  void stream(HttpExchange exchange) throws IOException, InterruptedException;
}
