package dev.drawdown.local.demo;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// The sentences of a product's own guide that a test checks on the product's pages, word for word.
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
@interface Seen {
  String[] value();
}
