package dev.jug.engine.sight;

import java.util.ArrayList;
import java.util.List;

/**
 * Numbers of processors, as cpuset(7) writes them: {@code 0-2,5}.
 *
 * @param numbers in rising order
 */
record CpuList(List<Integer> numbers) {
  CpuList {
    numbers = List.copyOf(numbers);
  }

  static CpuList parse(String text) {
    var numbers = new ArrayList<Integer>();
    for (var part : text.isBlank() ? new String[0] : text.strip().split(",")) {
      int dash = part.indexOf('-');
      int first = Integer.parseInt(dash < 0 ? part : part.substring(0, dash));
      int last = dash < 0 ? first : Integer.parseInt(part.substring(dash + 1));
      for (int number = first; number <= last; number++) {
        numbers.add(number);
      }
    }
    return new CpuList(numbers);
  }

  /** The first so many. */
  CpuList first(int count) {
    return new CpuList(numbers.subList(0, Math.min(count, numbers.size())));
  }

  int size() {
    return numbers.size();
  }

  @Override
  public String toString() {
    var text = new StringBuilder();
    for (int i = 0; i < numbers.size(); i++) {
      int from = numbers.get(i);
      while (i + 1 < numbers.size() && numbers.get(i + 1) == numbers.get(i) + 1) {
        i++;
      }
      text.append(text.isEmpty() ? "" : ",").append(from);
      if (numbers.get(i) > from) {
        text.append('-').append(numbers.get(i));
      }
    }
    return text.toString();
  }
}
