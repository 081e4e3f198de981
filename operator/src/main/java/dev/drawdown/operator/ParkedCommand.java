package dev.drawdown.operator;

import dev.drawdown.adapters.store.Stores.ParkedList;
import dev.drawdown.domain.parking.Parked;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// The base of the commands on parked work: they list it, retry it or drop it, one item at a time.
/// Each prints one line per item, which begins with the item's name.
abstract class ParkedCommand<K, W> {
  final Connections connections;
  private final PrintWriter out;

  ParkedCommand(Connections connections, PrintWriter out) {
    this.connections = connections;
    this.out = out;
  }

  /// The columns of the list between the time and the reason.
  List<String> columns(W work) {
    return List.of();
  }

  int list(ParkedList<K, W> parked) {
    parked.all().forEach(one -> show(parked.name(one.work()), one));
    return 0;
  }

  /// Runs `work` for each parked item, or for each of the `named`. Returns the exit code, which is
  /// 0 if each is done. An item that fails doesn't stop the others. It reads the list to its end
  /// first, because the work changes the list.
  int each(ParkedList<K, W> parked, boolean all, List<K> named, Predicate<Parked<W>> work) {
    return all
        ? OperatorProgram.each(
            parked.all().toList().stream(),
            work,
            (one, reason) -> show(parked.name(one.work()), reason))
        : OperatorProgram.each(named.stream(), name -> work(parked, name, work), this::show);
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
    line.addAll(columns(one.work()));
    line.add(one.reason());
    show(name, String.join("\t", line));
  }

  PrintWriter out() {
    return out;
  }
}
