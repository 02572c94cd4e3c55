package dev.barometer.complaint.cases;

import dev.barometer.contract.fact.Complaint;
import dev.barometer.starter.json.FactJson;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.springframework.data.mongodb.core.convert.MongoConversionContext;
import org.springframework.data.mongodb.core.convert.MongoCustomConversions;
import org.springframework.data.mongodb.core.convert.MongoValueConverter;

/**
 * What is to be told lies in the database as the text that is sent: nobody looks into it, and as
 * fields it would make each case twice as expensive to write and to read. Older versions kept
 * fields.
 */
public final class ComplaintTextStore implements MongoValueConverter<Complaint, Object> {

  /** For the database of a service that has cases. */
  public static MongoCustomConversions conversions() {
    return MongoCustomConversions.create(
        all ->
            all.configurePropertyConversions(
                of ->
                    of.registerConverter(CaseEvent.class, "complaint", new ComplaintTextStore())));
  }

  @Override
  public Complaint read(Object kept, MongoConversionContext context) {
    return kept instanceof String text
        ? FactJson.read(text.getBytes(StandardCharsets.UTF_8), Complaint.class)
        : Objects.requireNonNull(context.read(kept, Complaint.class));
  }

  @Override
  public Object write(Complaint complaint, MongoConversionContext context) {
    return new String(FactJson.write(complaint), StandardCharsets.UTF_8);
  }
}
