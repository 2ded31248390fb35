package dev.jug.linux.netfilter;

import dev.jug.linux.netlink.Attributes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * How the kernel reads and describes elements (NFTA_SET_ELEM_…). A range is two elements, its first
 * key and the key behind its last; a range of several fields is one element.
 */
final class ElementEncoding {
  private static final int ELEMENT = 1;
  private static final int KEY = 1;
  private static final int DATA = 2;
  private static final int FLAGS = 3;
  private static final int TIMEOUT = 4;
  private static final int KEY_END = 10;
  private static final int END = 1;

  /** More would not fit an attribute, whose length has 16 bits. */
  private static final int MOST_BYTES = 32 * 1024;

  private ElementEncoding() {}

  /** Lists that each fit one message. */
  static List<Attributes> lists(NamedSet set, List<Element> elements) {
    var lists = new ArrayList<Attributes>();
    var list = Attributes.inNetworkOrder();
    for (var element : elements) {
      if (list.length() > MOST_BYTES) {
        lists.add(list);
        list = Attributes.inNetworkOrder();
      }
      list = add(list, set, element);
    }
    lists.add(list);
    return lists;
  }

  private static Attributes add(Attributes list, NamedSet set, Element element) {
    var one = key(KEY, element.key());
    if (set.hasRangesOfFields()) {
      one = one.nest(KEY_END, DataEncoding.value(element.last()));
    }
    if (element.value().isPresent()) {
      one = one.nest(DATA, DataEncoding.of(element.value().get()));
    }
    if (element.timeout().isPositive()) {
      one = one.u64(TIMEOUT, element.timeout().toMillis());
    }
    var all = list.nest(ELEMENT, one);
    boolean two = set.hasRanges() && !set.hasRangesOfFields() && !element.last().isAll(0xff);
    return two ? all.nest(ELEMENT, key(KEY, element.last().plus(1)).u32(FLAGS, END)) : all;
  }

  private static Attributes key(int type, Data key) {
    return Attributes.inNetworkOrder().nest(type, DataEncoding.value(key));
  }

  static List<Element> read(NamedSet set, List<Attributes> described) {
    return set.hasRanges() && !set.hasRangesOfFields()
        ? ranges(described)
        : described.stream().map(ElementEncoding::read).toList();
  }

  private static Element read(Attributes element) {
    var key = DataEncoding.value(element.nested(KEY));
    var last = element.has(KEY_END) ? DataEncoding.value(element.nested(KEY_END)) : key;
    var value =
        element.has(DATA)
            ? Optional.of(DataEncoding.read(element.nested(DATA)))
            : Optional.<Element.Value>empty();
    return new Element(key, last, value, Duration.ofMillis(element.number(TIMEOUT)));
  }

  /** Puts the two ends of each range together. The kernel has them in any order. */
  private static List<Element> ranges(List<Attributes> described) {
    var ends =
        described.stream()
            .sorted(
                Comparator.<Attributes, byte[]>comparing(
                        end -> read(end).key().bytes(), Arrays::compareUnsigned)
                    .thenComparing(end -> !isEnd(end)))
            .toList();
    var ranges = new ArrayList<Element>();
    for (int i = 0; i < ends.size(); i++) {
      if (!isEnd(ends.get(i))) {
        var first = read(ends.get(i));
        var last =
            i + 1 < ends.size()
                ? read(ends.get(i + 1)).key().plus(-1)
                : Data.ones(first.key().length());
        ranges.add(new Element(first.key(), last, first.value(), first.timeout()));
      }
    }
    return ranges;
  }

  private static boolean isEnd(Attributes element) {
    return (element.integer(FLAGS) & END) != 0;
  }
}
