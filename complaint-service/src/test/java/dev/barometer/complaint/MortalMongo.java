package dev.barometer.complaint;

import com.mongodb.client.MongoCollection;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Set;
import java.util.function.Consumer;
import org.bson.Document;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.query.Query;

/** A database as one process sees it: it may end before or after anything that is written. */
public final class MortalMongo {
  private static final Set<String> WRITES =
      Set.of(
          "insert",
          "save",
          "updateFirst",
          "upsert",
          "findAndModify",
          "insertOne",
          "insertMany",
          "updateOne",
          "replaceOne",
          "bulkWrite",
          "deleteOne",
          "deleteMany",
          "findOneAndUpdate");

  /** The end of a process: nothing it would have done after this is done. */
  public static final class Killed extends Error {
    private static final long serialVersionUID = 1L;
  }

  private final MongoOperations real;
  private final Runnable fate;
  private final Consumer<String> changed;

  /**
   * @param fate met before and after each write
   * @param changed told of the id of what was changed
   */
  public MortalMongo(MongoOperations real, Runnable fate, Consumer<String> changed) {
    this.real = real;
    this.fate = fate;
    this.changed = changed;
  }

  public MongoOperations operations() {
    return (MongoOperations)
        proxy(
            MongoOperations.class,
            (method, arguments) -> {
              Object result = meeting(method, real, arguments);
              if (method.getName().equals("getCollection")) {
                return mortal((MongoCollection<?>) result);
              }
              if (method.getName().equals("updateFirst") && arguments[0] instanceof Query query) {
                changed.accept(String.valueOf(query.getQueryObject().get("_id")));
              }
              return result;
            });
  }

  private interface Call {
    Object on(Method method, Object[] arguments) throws Throwable;
  }

  private static Object proxy(Class<?> type, Call call) {
    return Proxy.newProxyInstance(
        MortalMongo.class.getClassLoader(),
        new Class<?>[] {type},
        (proxy, method, arguments) -> call.on(method, arguments));
  }

  @SuppressWarnings("unchecked")
  private MongoCollection<Document> mortal(MongoCollection<?> collection) {
    return (MongoCollection<Document>)
        proxy(MongoCollection.class, (method, arguments) -> meeting(method, collection, arguments));
  }

  private Object meeting(Method method, Object on, Object[] arguments) throws Throwable {
    boolean writes = WRITES.contains(method.getName());
    if (writes) {
      fate.run();
    }
    Object result;
    try {
      result = method.invoke(on, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
    if (writes) {
      fate.run();
    }
    return result;
  }
}
