package dev.barometer.starter.json;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Modifier;
import tools.jackson.databind.BeanDescription;
import tools.jackson.databind.DeserializationConfig;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.deser.ValueInstantiator;
import tools.jackson.databind.deser.ValueInstantiators;
import tools.jackson.databind.deser.std.StdValueInstantiator;
import tools.jackson.databind.introspect.AnnotatedConstructor;

/**
 * Makes public records by a method handle of one shape, prepared once. Jackson adapts its handle to
 * the number of components at every record it makes, which costs more than making it.
 */
final class RecordInstantiators extends ValueInstantiators.Base {
  @Override
  public ValueInstantiator modifyValueInstantiator(
      DeserializationConfig config, BeanDescription.Supplier type, ValueInstantiator usual) {
    return type.getBeanClass().isRecord()
            && Modifier.isPublic(type.getBeanClass().getModifiers())
            && usual instanceof StdValueInstantiator standard
            && usual.getWithArgsCreator() instanceof AnnotatedConstructor constructor
            && Modifier.isPublic(constructor.getModifiers())
        ? new OfRecord(standard, constructor)
        : usual;
  }

  private static final class OfRecord extends StdValueInstantiator {
    private static final MethodType SHAPE = MethodType.methodType(Object.class, Object[].class);

    private final MethodHandle constructor;

    OfRecord(StdValueInstantiator standard, AnnotatedConstructor constructor) {
      super(standard);
      try {
        this.constructor =
            MethodHandles.publicLookup()
                .unreflectConstructor(constructor.getAnnotated())
                .asSpreader(Object[].class, constructor.getParameterCount())
                .asType(SHAPE);
      } catch (IllegalAccessException e) {
        throw new IllegalStateException("a public constructor that cannot be called", e);
      }
    }

    @Override
    public Object createFromObjectWith(DeserializationContext context, Object[] components) {
      try {
        return (Object) constructor.invokeExact(components);
      } catch (Error e) {
        throw e;
      } catch (Throwable e) {
        return context.handleInstantiationProblem(
            getValueClass(), components, rewrapCtorProblem(context, e));
      }
    }
  }
}
