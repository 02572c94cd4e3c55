package dev.barometer.contract.fact;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Each component of a record can be set, and a copy differs in nothing that was not. */
class BuildersTest {

  @Test
  void aTicketIsWhatWasSet() throws ReflectiveOperationException {
    Ticket ticket = (Ticket) assertSetsEach(Ticket.class, Ticket.builder("T0"));

    assertThat(ticket.toBuilder().build()).isEqualTo(ticket);
    assertThat(Ticket.builder("T0").build().resolvedBy()).isEqualTo(Ticket.HUMAN);
  }

  @Test
  void aResponseIsWhatWasSet() throws ReflectiveOperationException {
    Response response = (Response) assertSetsEach(Response.class, Response.builder("R0"));

    assertThat(response.toBuilder().build()).isEqualTo(response);
    assertThat(Response.builder("R0").build().answers()).isEmpty();
  }

  private static Object assertSetsEach(Class<? extends Record> type, Object builder)
      throws ReflectiveOperationException {
    RecordComponent[] components = type.getRecordComponents();
    Object[] values = new Object[components.length];
    for (int i = 0; i < components.length; i++) {
      values[i] = value(components[i], i);
      builder
          .getClass()
          .getMethod(components[i].getName(), components[i].getType())
          .invoke(builder, values[i]);
    }
    Object built = builder.getClass().getMethod("build").invoke(builder);
    assertThat(built)
        .isEqualTo(
            type.getDeclaredConstructor(
                    Arrays.stream(components)
                        .map(RecordComponent::getType)
                        .toArray(Class<?>[]::new))
                .newInstance(values));
    return built;
  }

  /** Another one for each component, so that none is taken for its neighbour. */
  private static Object value(RecordComponent component, int number) {
    Class<?> type = component.getType();
    if (type == String.class) {
      return component.getName();
    }
    if (type == Instant.class) {
      return Instant.ofEpochSecond(number);
    }
    if (type == long.class) {
      return (long) number;
    }
    if (type == int.class || type == Integer.class) {
      return number;
    }
    if (type == Boolean.class) {
      return number > 10;
    }
    if (type == List.class) {
      return List.of(new Answer("q", null, null, number, null, null));
    }
    if (type == Requester.class) {
      return new Requester("u", "Ada", null, null);
    }
    if (type == Respondent.class) {
      return new Respondent("u");
    }
    Context context = new Context("Email", null, null, null, null, null, null, null);
    if (type == Context.class) {
      return context;
    }
    assertThat(type).isEqualTo(Attribution.class);
    return new Attribution(Instant.EPOCH, context, null, Ticket.BOT);
  }
}
