package offenders;

/** Can be changed from outside. */
public class WithSetter {
    private String name = "";

    /** The name. */
    public String name() {
        return name;
    }

    /** Changes it. */
    public void setName(String name) {
        this.name = name;
    }
}
