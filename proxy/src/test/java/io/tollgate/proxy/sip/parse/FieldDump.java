package io.tollgate.proxy.sip.parse;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Calendar;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;

/** All that a JAIN-SIP object holds, down to its last field, as text: two of one text are alike. */
final class FieldDump {
  private final StringBuilder text = new StringBuilder();
  private final Set<Object> above = Collections.newSetFromMap(new IdentityHashMap<>());

  private FieldDump() {}

  static String of(Object object) {
    FieldDump dump = new FieldDump();
    dump.add(object);
    return dump.text.toString();
  }

  private void add(Object object) {
    switch (object) {
      case null -> text.append("null");
      case Map<?, ?> map when !isTheirs(object) ->
          map.forEach(
              (key, value) -> {
                text.append(key).append("->");
                add(value);
                text.append(' ');
              });
      case Collection<?> list when !isTheirs(object) -> list.forEach(this::add);
      case Calendar _ -> text.append("a date"); // starts as now, whatever is read into it
      case Class<?> type -> text.append(type.getName());
      default -> {
        if (isTheirs(object)) {
          fields(object);
        } else {
          text.append('\'').append(object).append('\'');
        }
      }
    }
  }

  private static boolean isTheirs(Object object) {
    return object.getClass().getName().startsWith("gov.nist");
  }

  private void fields(Object object) {
    if (!above.add(object)) {
      text.append("(above)");
      return;
    }
    text.append(object.getClass().getSimpleName()).append('{');
    for (Class<?> type = object.getClass(); type != Object.class; type = type.getSuperclass()) {
      if (type.getName().startsWith("gov.nist")) {
        for (Field field : type.getDeclaredFields()) {
          if (!Modifier.isStatic(field.getModifiers())) {
            text.append(field.getName()).append('=');
            add(value(field, object));
            text.append('\n');
          }
        }
      } else {
        text.append(object); // a list of the JDK's that they have extended
        break;
      }
    }
    text.append('}');
    above.remove(object);
  }

  private static Object value(Field field, Object object) {
    try {
      field.setAccessible(true);
      return field.get(object);
    } catch (IllegalAccessException e) {
      throw new AssertionError(e);
    }
  }
}
