package org.pestle.testing;

import java.time.Clock;
import java.util.regex.Pattern;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.beans.factory.support.GenericBeanDefinition;
import org.springframework.context.annotation.AnnotationConfigUtils;
import org.springframework.context.annotation.ClassPathBeanDefinitionScanner;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.type.filter.RegexPatternTypeFilter;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import tools.jackson.databind.json.JsonMapper;

/**
 * The use cases of some modules on a database of a test's own, without the web and without anything outside. Beans are
 * made when they are asked for; what the test stands in for, it hands over.
 */
public final class UseCases implements AutoCloseable {
    private final GenericApplicationContext context = new GenericApplicationContext();

    private UseCases() {}

    /**
     * Use cases of these modules.
     *
     * @param standIns what takes the place of things outside, each registered by its type
     */
    public static UseCases of(Database database, Clock clock, String[] modules, Object... standIns) {
        UseCases cases = new UseCases();
        DefaultListableBeanFactory factory = cases.context.getDefaultListableBeanFactory();
        factory.registerSingleton("clock", clock);
        factory.registerSingleton("jdbc", database.jdbc());
        factory.registerSingleton("namedJdbc", new NamedParameterJdbcTemplate(database.application()));
        factory.registerSingleton("transactions", database.transactions());
        factory.registerSingleton("json", JsonMapper.builder().build());
        for (Object standIn : standIns) {
            factory.registerSingleton("standIn" + factory.getSingletonCount(), standIn);
        }
        ClassPathBeanDefinitionScanner scanner = new ClassPathBeanDefinitionScanner(cases.context);
        scanner.addExcludeFilter(new RegexPatternTypeFilter(Pattern.compile(".*Configuration")));
        for (String module : modules) {
            scanner.scan("org.pestle." + module);
        }
        for (String name : factory.getBeanDefinitionNames()) {
            BeanDefinition definition = factory.getBeanDefinition(name);
            if (!(definition instanceof GenericBeanDefinition) || definition.getBeanClassName() != null) {
                definition.setLazyInit(true);
            }
        }
        AnnotationConfigUtils.registerAnnotationConfigProcessors(cases.context);
        cases.context.refresh();
        return cases;
    }

    /** The one of this type. */
    public <T> T get(Class<T> type) {
        return context.getBean(type);
    }

    @Override
    public void close() {
        context.close();
    }
}
