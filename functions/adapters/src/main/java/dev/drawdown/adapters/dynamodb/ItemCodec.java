package dev.drawdown.adapters.dynamodb;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

/// The conversion between a record and the attributes of an item, or of a map within one.
///
/// A codec names each field once: its attribute, the attribute's type and the getter, in the order
/// of the record's constructor. It uses this list to write and to read.
record ItemCodec<R>(List<? extends Field<R, ?>> fields, Function<Item, R> reader) {
  NewItem write(R value, NewItem to) {
    fields.forEach(field -> field.write(value, to));
    return to;
  }

  R read(Item item) {
    return reader.apply(item);
  }

  /// The record as a map within another item.
  Attribute<R> map() {
    return Attribute.MAP.as(this::read, this::item);
  }

  Item item(R value) {
    return new Item(write(value, new NewItem()).attributes());
  }

  /// One field of a record of type `R`.
  interface Field<R, T> {
    void write(R from, NewItem to);

    /// Throws an [IllegalStateException] that names the attribute if it is missing or of another
    /// type.
    T read(Item item);

    /// The same field, with `map` applied to its value for the record's constructor.
    default <U> Field<R, U> as(Function<T, U> map) {
      return new Mapped<>(this, map);
    }
  }

  /// A field that every item has.
  static <R, T> Field<R, T> field(String name, Attribute<T> type, Function<R, T> get) {
    return new Required<>(name, type, get);
  }

  /// A field that an item has only if the record has it.
  static <R, T> Field<R, Optional<T>> optional(
      String name, Attribute<T> type, Function<R, Optional<T>> get) {
    return new Present<>(name, type, get);
  }

  static <R> Field<R, OptionalLong> optionalNumber(String name, Function<R, OptionalLong> get) {
    Field<R, Optional<Long>> field =
        optional(name, Attribute.NUMBER, from -> get.apply(from).stream().boxed().findAny());
    return field.as(read -> read.map(OptionalLong::of).orElseGet(OptionalLong::empty));
  }

  /// A field that an item has only if its value isn't `usual`.
  static <R, T> Field<R, T> unless(T usual, String name, Attribute<T> type, Function<R, T> get) {
    Field<R, Optional<T>> field =
        optional(
            name, type, from -> Optional.of(get.apply(from)).filter(value -> !value.equals(usual)));
    return field.as(read -> read.orElse(usual));
  }

  /// A value from the item's key instead of an attribute.
  static <R, T> Field<R, T> key(Function<Item, T> read) {
    return new Key<>(read);
  }

  /// A record whose fields are attributes of the same item.
  <O> Field<O, R> part(Function<O, R> get) {
    return new Part<>(this, get);
  }

  /// A part that is present if the item has the attribute `marker`, one that the part always has.
  <O> Field<O, Optional<R>> optionalPart(String marker, Function<O, Optional<R>> get) {
    return new OptionalPart<>(this, marker, get);
  }

  private record Required<R, T>(String name, Attribute<T> type, Function<R, T> get)
      implements Field<R, T> {
    @Override
    public void write(R from, NewItem to) {
      to.with(name, type.of(get.apply(from)));
    }

    @Override
    public T read(Item item) {
      return item.required(name, type);
    }
  }

  private record Present<R, T>(String name, Attribute<T> type, Function<R, Optional<T>> get)
      implements Field<R, Optional<T>> {
    @Override
    public void write(R from, NewItem to) {
      get.apply(from).ifPresent(value -> to.with(name, type.of(value)));
    }

    @Override
    public Optional<T> read(Item item) {
      return item.optional(name, type);
    }
  }

  private record Mapped<R, S, T>(Field<R, S> field, Function<S, T> map) implements Field<R, T> {
    @Override
    public void write(R from, NewItem to) {
      field.write(from, to);
    }

    @Override
    public T read(Item item) {
      return map.apply(field.read(item));
    }
  }

  private record Key<R, T>(Function<Item, T> reader) implements Field<R, T> {
    @Override
    public void write(R from, NewItem to) {}

    @Override
    public T read(Item item) {
      return reader.apply(item);
    }
  }

  private record Part<O, R>(ItemCodec<R> codec, Function<O, R> get) implements Field<O, R> {
    @Override
    public void write(O from, NewItem to) {
      codec.write(get.apply(from), to);
    }

    @Override
    public R read(Item item) {
      return codec.read(item);
    }
  }

  private record OptionalPart<O, R>(ItemCodec<R> codec, String marker, Function<O, Optional<R>> get)
      implements Field<O, Optional<R>> {
    @Override
    public void write(O from, NewItem to) {
      get.apply(from).ifPresent(value -> codec.write(value, to));
    }

    @Override
    public Optional<R> read(Item item) {
      return item.has(marker) ? Optional.of(codec.read(item)) : Optional.empty();
    }
  }

  static <R, A> ItemCodec<R> of(Function<A, R> make, Field<R, A> a) {
    return new ItemCodec<>(List.of(a), item -> make.apply(a.read(item)));
  }

  static <R, A, B> ItemCodec<R> of(Of2<A, B, R> make, Field<R, A> a, Field<R, B> b) {
    return new ItemCodec<>(List.of(a, b), item -> make.of(a.read(item), b.read(item)));
  }

  static <R, A, B, C> ItemCodec<R> of(
      Of3<A, B, C, R> make, Field<R, A> a, Field<R, B> b, Field<R, C> c) {
    return new ItemCodec<>(
        List.of(a, b, c), item -> make.of(a.read(item), b.read(item), c.read(item)));
  }

  static <R, A, B, C, D> ItemCodec<R> of(
      Of4<A, B, C, D, R> make, Field<R, A> a, Field<R, B> b, Field<R, C> c, Field<R, D> d) {
    return new ItemCodec<>(
        List.of(a, b, c, d),
        item -> make.of(a.read(item), b.read(item), c.read(item), d.read(item)));
  }

  static <R, A, B, C, D, E> ItemCodec<R> of(
      Of5<A, B, C, D, E, R> make,
      Field<R, A> a,
      Field<R, B> b,
      Field<R, C> c,
      Field<R, D> d,
      Field<R, E> e) {
    return new ItemCodec<>(
        List.of(a, b, c, d, e),
        item -> make.of(a.read(item), b.read(item), c.read(item), d.read(item), e.read(item)));
  }

  static <R, A, B, C, D, E, F> ItemCodec<R> of(
      Of6<A, B, C, D, E, F, R> make,
      Field<R, A> a,
      Field<R, B> b,
      Field<R, C> c,
      Field<R, D> d,
      Field<R, E> e,
      Field<R, F> f) {
    return new ItemCodec<>(
        List.of(a, b, c, d, e, f),
        item ->
            make.of(
                a.read(item),
                b.read(item),
                c.read(item),
                d.read(item),
                e.read(item),
                f.read(item)));
  }

  static <R, A, B, C, D, E, F, G> ItemCodec<R> of(
      Of7<A, B, C, D, E, F, G, R> make,
      Field<R, A> a,
      Field<R, B> b,
      Field<R, C> c,
      Field<R, D> d,
      Field<R, E> e,
      Field<R, F> f,
      Field<R, G> g) {
    return new ItemCodec<>(
        List.of(a, b, c, d, e, f, g),
        item ->
            make.of(
                a.read(item),
                b.read(item),
                c.read(item),
                d.read(item),
                e.read(item),
                f.read(item),
                g.read(item)));
  }

  static <R, A, B, C, D, E, F, G, H> ItemCodec<R> of(
      Of8<A, B, C, D, E, F, G, H, R> make,
      Field<R, A> a,
      Field<R, B> b,
      Field<R, C> c,
      Field<R, D> d,
      Field<R, E> e,
      Field<R, F> f,
      Field<R, G> g,
      Field<R, H> h) {
    return new ItemCodec<>(
        List.of(a, b, c, d, e, f, g, h),
        item ->
            make.of(
                a.read(item),
                b.read(item),
                c.read(item),
                d.read(item),
                e.read(item),
                f.read(item),
                g.read(item),
                h.read(item)));
  }

  /// A constructor with 2 fields.
  @FunctionalInterface
  interface Of2<A, B, R> {
    R of(A a, B b);
  }

  /// A constructor with 3 fields.
  @FunctionalInterface
  interface Of3<A, B, C, R> {
    R of(A a, B b, C c);
  }

  /// A constructor with 4 fields.
  @FunctionalInterface
  interface Of4<A, B, C, D, R> {
    R of(A a, B b, C c, D d);
  }

  /// A constructor with 5 fields.
  @FunctionalInterface
  interface Of5<A, B, C, D, E, R> {
    R of(A a, B b, C c, D d, E e);
  }

  /// A constructor with 6 fields.
  @FunctionalInterface
  interface Of6<A, B, C, D, E, F, R> {
    R of(A a, B b, C c, D d, E e, F f);
  }

  /// A constructor with 7 fields.
  @FunctionalInterface
  interface Of7<A, B, C, D, E, F, G, R> {
    R of(A a, B b, C c, D d, E e, F f, G g);
  }

  /// A constructor with 8 fields.
  @FunctionalInterface
  interface Of8<A, B, C, D, E, F, G, H, R> {
    R of(A a, B b, C c, D d, E e, F f, G g, H h);
  }
}
