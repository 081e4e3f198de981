package dev.drawdown.domain.product;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// The sentences of a product's own guide that a test proves, word for word.
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
@interface Guide {
  String[] value();
}
