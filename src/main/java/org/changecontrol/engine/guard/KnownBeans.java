package org.changecontrol.engine.guard;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.stereotype.Component;
import org.springframework.util.ClassUtils;

/** The beans that an expression of a model finds by name. */
interface KnownBeans {

  /** Its class, not that of a proxy; null where there is no such bean. */
  @Nullable Class<?> type(String name);

  /** Those of the running platform. */
  @Component
  class OfThePlatform implements KnownBeans {

    private final BeanFactory beans;

    OfThePlatform(BeanFactory beans) {
      this.beans = beans;
    }

    @Override
    public @Nullable Class<?> type(String name) {
      Class<?> type = beans.containsBean(name) ? beans.getType(name) : null;
      return type == null ? null : ClassUtils.getUserClass(type);
    }
  }
}
