package uk.casebook.change;

import io.agroal.api.AgroalDataSource;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.spi.CreationalContext;
import jakarta.enterprise.inject.Alternative;
import jakarta.enterprise.inject.Default;
import jakarta.enterprise.inject.Produces;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.inject.Singleton;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;

/**
 * Stands in the place of the data source, of Hibernate's as well: gives connections to the primary,
 * and to the replica where that is read from.
 */
class RoutedDataSource {

  @Produces
  @Singleton
  @Alternative
  @Priority(1)
  AgroalDataSource route(BeanManager beans, ReadReplica replica) {
    AgroalDataSource primary = primary(beans);
    return (AgroalDataSource)
        Proxy.newProxyInstance(
            AgroalDataSource.class.getClassLoader(),
            new Class<?>[] {AgroalDataSource.class},
            (proxy, method, arguments) -> {
              AgroalDataSource now = replica.now();
              boolean connects = method.getName().equals("getConnection");
              try {
                return method.invoke(connects && now != null ? now : primary, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  private static AgroalDataSource primary(BeanManager beans) {
    Bean<?> bean =
        beans.getBeans(AgroalDataSource.class, Default.Literal.INSTANCE).stream()
            .filter(one -> !one.isAlternative())
            .findFirst()
            .orElseThrow();
    CreationalContext<?> context = beans.createCreationalContext(bean);
    return (AgroalDataSource) beans.getReference(bean, AgroalDataSource.class, context);
  }
}
