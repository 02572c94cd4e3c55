package dev.barometer.reporting;

import com.mongodb.client.MongoCollection;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import org.bson.Document;
import org.springframework.data.mongodb.core.MongoOperations;

/** A database as one instance sees it, which dies before or after something it asks of it. */
public final class MortalMongo {

  /** The end of a process: nothing it would have done after this is done. */
  public static final class Killed extends Error {
    private static final long serialVersionUID = 1L;
  }

  private final MongoOperations real;
  private int left;

  /**
   * @param moments how many it lives; there is one before and one after each operation
   */
  public MortalMongo(MongoOperations real, int moments) {
    this.real = real;
    this.left = moments;
  }

  public MongoOperations operations() {
    return (MongoOperations)
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {MongoOperations.class},
            (proxy, method, arguments) ->
                method.getName().equals("getCollection")
                    ? mortal((MongoCollection<?>) invoke(method, real, arguments))
                    : meet(method, real, arguments));
  }

  @SuppressWarnings("unchecked")
  private MongoCollection<Document> mortal(MongoCollection<?> collection) {
    return (MongoCollection<Document>)
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {MongoCollection.class},
            (proxy, method, arguments) -> meet(method, collection, arguments));
  }

  private Object meet(Method method, Object on, Object[] arguments) throws Throwable {
    live();
    Object result = invoke(method, on, arguments);
    live();
    return result;
  }

  private void live() {
    if (left-- <= 0) {
      left = 0;
      throw new Killed();
    }
  }

  private static Object invoke(Method method, Object on, Object[] arguments) throws Throwable {
    try {
      return method.invoke(on, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }
}
