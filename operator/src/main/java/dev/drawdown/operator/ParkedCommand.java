package dev.drawdown.operator;

import dev.drawdown.adapters.store.Stores.ParkedList;
import dev.drawdown.domain.parking.Parked;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// What the commands on everything that is parked have in common: they list it, and they try it
/// again or drop it, one by one. Each prints a line with the name of what it is about.
abstract class ParkedCommand<K, W> {
  final Connections connections;
  private final PrintWriter out;

  ParkedCommand(Connections connections, PrintWriter out) {
    this.connections = connections;
    this.out = out;
  }

  /// What the list shows of one between the time and the reason.
  List<String> columns(W what) {
    return List.of();
  }

  int list(ParkedList<K, W> parked) {
    parked.all().forEach(one -> show(parked.name(one.what()), one));
    return 0;
  }

  /// Does `work` for all that is parked, or for the `named`, and returns the exit code: 0 if each
  /// is done. The list is read to its end first, as work changes it.
  int each(ParkedList<K, W> parked, boolean all, List<K> named, Predicate<Parked<W>> work) {
    boolean done = true;
    for (Parked<W> one : all ? parked.all().toList() : List.<Parked<W>>of()) {
      done &= work.test(one);
    }
    for (K name : named) {
      done &= work(parked, name, work);
    }
    return done ? 0 : 1;
  }

  private boolean work(ParkedList<K, W> parked, K name, Predicate<Parked<W>> work) {
    Optional<Parked<W>> found = parked.find(name);
    if (found.isEmpty()) {
      show(name, "not parked");
    }
    return found.filter(work).isPresent();
  }

  void show(K name, String result) {
    out.println(name + "\t" + result);
  }

  private void show(K name, Parked<W> one) {
    List<String> line = new ArrayList<>(List.of(one.since().toString()));
    line.addAll(columns(one.what()));
    line.add(one.reason());
    show(name, String.join("\t", line));
  }

  PrintWriter out() {
    return out;
  }
}
