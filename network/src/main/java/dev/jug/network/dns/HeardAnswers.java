package dev.jug.network.dns;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.Message;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;

/**
 * Tells a policy of the addresses in answers.
 *
 * @param policy hears of them
 */
record HeardAnswers(NamePolicy policy) {
  /** What the answer says of addresses, by whatever names in between, is told of the one asked. */
  byte[] tell(Question question, byte[] answer) {
    if (policy.isListening()) {
      records(answer).forEach(record -> tell(question.name(), record));
    }
    return answer;
  }

  private static List<Record> records(byte[] answer) {
    try {
      return new Message(answer).getSection(Section.ANSWER);
    } catch (IOException | RuntimeException _) {
      // The library's parsers throw several kinds; the client will hardly be able to read it
      // either.
      return List.of();
    }
  }

  private void tell(String name, Record record) {
    var time = Duration.ofSeconds(record.getTTL());
    switch (record) {
      case ARecord four -> policy.answered(name, four.getAddress(), time);
      case AAAARecord six -> policy.answered(name, six.getAddress(), time);
      default -> {}
    }
  }
}
