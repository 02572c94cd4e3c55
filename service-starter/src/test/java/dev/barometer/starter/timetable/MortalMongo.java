package dev.barometer.starter.timetable;

import com.mongodb.client.MongoCollection;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import org.bson.Document;
import org.springframework.data.mongodb.core.MongoOperations;

/** A database as one instance sees it: it may die before or after anything it asks of it. */
public final class MortalMongo {

  /** The end of a process: nothing it would have done after this is done. */
  public static final class Killed extends Error {
    private static final long serialVersionUID = 1L;
  }

  /** Called before and after each operation; ends the process by throwing {@link Killed}. */
  @FunctionalInterface
  public interface Fate {
    void meet(String collection, String operation);
  }

  private final MongoOperations real;
  private final Fate fate;
  private final List<String> operations = new ArrayList<>();

  public MortalMongo(MongoOperations real, Fate fate) {
    this.real = real;
    this.fate = fate;
  }

  public MongoOperations operations() {
    return (MongoOperations)
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {MongoOperations.class},
            (proxy, method, arguments) -> {
              Object result = invoke(method, real, arguments);
              return method.getName().equals("getCollection")
                  ? mortal((String) arguments[0], (MongoCollection<?>) result)
                  : result;
            });
  }

  /** What was asked since this was asked last, as {@code collection operation}. */
  public List<String> takeAsked() {
    List<String> asked = List.copyOf(operations);
    operations.clear();
    return asked;
  }

  @SuppressWarnings("unchecked")
  private MongoCollection<Document> mortal(String name, MongoCollection<?> collection) {
    return (MongoCollection<Document>)
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {MongoCollection.class},
            (proxy, method, arguments) -> {
              operations.add(name + " " + method.getName());
              fate.meet(name, method.getName());
              Object result = invoke(method, collection, arguments);
              fate.meet(name, method.getName());
              return result;
            });
  }

  private static Object invoke(Method method, Object on, Object[] arguments) throws Throwable {
    try {
      return method.invoke(on, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }
}
