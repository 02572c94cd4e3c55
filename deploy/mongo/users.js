// Gives each service a user that may read and write its own database and no other. The image runs it when the database is
// empty; in one that is not, it is run by hand (docs/operations.md). A second time it only sets the passwords.
const { readFileSync } = require('fs');

for (const service of ['survey', 'complaint', 'reporting']) {
  const name = `barometer_${service}`;
  const user = `${service}-service`;
  const rights = {
    pwd: readFileSync(`/run/secrets/mongo-${user}`, 'utf8'),
    roles: [{ role: 'readWrite', db: name }],
  };
  const database = db.getSiblingDB(name);
  if (database.getUser(user)) {
    database.updateUser(user, rights);
  } else {
    database.createUser({ user, ...rights });
  }
}
