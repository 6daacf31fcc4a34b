package dev.customerhealth;

/** The command line of the service. */
public final class CustomerHealth {
  private CustomerHealth() {}

  public static void main(String[] arguments) {
    System.out.println("customer-health " + arguments.length);
  }
}
